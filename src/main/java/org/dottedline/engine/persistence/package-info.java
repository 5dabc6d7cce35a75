/** What the engine room keeps in tables of ours, and what it reads of the engine's. */
@org.jspecify.annotations.NullMarked
package org.dottedline.engine.persistence;
