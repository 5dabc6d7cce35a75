/**
 * Files that people of one side keep at a step of a trail: checked at the door, kept in versions that nobody changes. Leans on
 * trail, people, audit, engine, time, refusal.
 */
@org.jspecify.annotations.NullMarked
package org.dottedline.attachment;
