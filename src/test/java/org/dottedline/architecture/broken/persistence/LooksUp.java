package org.dottedline.architecture.broken.persistence;

import org.dottedline.architecture.broken.web.GoesAroundTheGate;

/** A table that knows a page. */
public record LooksUp(GoesAroundTheGate page) {}
