package org.dottedline.attachment;

import java.time.Instant;

/** That a person opened a version: how often, and when last. */
public record Opening(String login, int times, Instant last) {}
