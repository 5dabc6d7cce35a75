package org.dottedline.demo;

/** A part of the story that is told as a whole or not at all. */
record Chapter(String name, Runnable telling) {}
