package org.dottedline.idea;

import java.io.IOException;
import java.util.List;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Source;

/**
 * A file of ideas, after it was read as a whole.
 *
 * @param encoding in which it is written
 * @param dropped the names of the columns that were passed over, who had the idea among them
 * @param struck in how many rows an address or a name was struck out of a text
 */
public record Export(Tool tool, String encoding, List<String> dropped, int struck, List<Suggestion> suggestions) {

    /** The most ideas in a file. */
    public static final int MOST = 20_000;

    /**
     * Reads a file from its beginning to its end.
     *
     * @throws BrokenFile if it is none of ideas, or one row of it cannot be taken: then none is
     */
    public static Export of(Source source) throws IOException {
        try (ExportReader reader = new ExportReader(source)) {
            return reader.read();
        }
    }
}
