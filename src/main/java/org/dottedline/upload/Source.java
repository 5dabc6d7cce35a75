package org.dottedline.upload;

import java.io.IOException;
import java.io.InputStream;

/** Where a file is read from: as often as needed, from its beginning each time. */
@FunctionalInterface
public interface Source {

    InputStream open() throws IOException;
}
