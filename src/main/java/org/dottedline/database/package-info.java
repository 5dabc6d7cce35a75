/** The database room: it finds or starts the PostgreSQL, brings its schema up to date and hands out its connections; it leans on no other room. */
@NullMarked
package org.dottedline.database;

import org.jspecify.annotations.NullMarked;
