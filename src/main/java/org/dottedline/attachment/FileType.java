package org.dottedline.attachment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of files that are kept, with the endings of their names. Whatever is not here is refused. */
public enum FileType {
    PDF("PDF", "application/pdf", null, "pdf"),
    PNG("PNG", "image/png", null, "png"),
    JPEG("JPEG", "image/jpeg", null, "jpg", "jpeg"),
    TEXT("text", "text/plain", null, "txt"),
    CSV("CSV", "text/csv", null, "csv"),
    MARKDOWN("Markdown", "text/markdown", null, "md"),
    DOCX(
            "DOCX",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "docx"),
    XLSX(
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "xlsx"),
    PPTX(
            "PPTX",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "pptx"),
    ODT("ODT", "application/vnd.oasis.opendocument.text", null, "odt");

    private final String word;
    private final String mediaType;
    private final @Nullable String mainPart;
    private final List<String> endings;

    FileType(String word, String mediaType, @Nullable String mainPart, String... endings) {
        this.word = word;
        this.mediaType = mediaType;
        this.mainPart = mainPart;
        this.endings = List.of(endings);
    }

    /** What people call it. */
    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What the main part of a packed Office file is declared as. */
    Optional<String> mainPart() {
        return Optional.ofNullable(mainPart);
    }

    boolean isText() {
        return this == TEXT || this == CSV || this == MARKDOWN;
    }

    boolean isPacked() {
        return mainPart != null || this == ODT;
    }

    public List<String> endings() {
        return endings;
    }

    /** The kind that the ending of a name promises. */
    static Optional<FileType> named(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (ending.length() == name.length()) {
            return Optional.empty();
        }
        return List.of(values()).stream()
                .filter(type -> type.endings.contains(ending))
                .findFirst();
    }

    public static FileType of(String mediaType) {
        return List.of(values()).stream()
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mediaType));
    }
}
