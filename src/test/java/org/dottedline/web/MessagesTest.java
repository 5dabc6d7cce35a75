package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Message;
import org.dottedline.people.Side;
import org.dottedline.people.UnitKind;
import org.dottedline.trail.Kind;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;

/** Every text of the pages is in the message bundle, and nothing else is. */
class MessagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path BUNDLE = Path.of("src/main/resources/messages.properties");

    /** {@code #{task.done(…)}}. */
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][\\w.-]*)");
    /** {@code #{|state.${state}|}}. */
    private static final Pattern PREFIX_IN_TEMPLATE = Pattern.compile("#\\{\\|([a-z][\\w.-]*\\.)\\$\\{");

    private static final Pattern IN_JAVA =
            Pattern.compile("(?:words\\.)?(?:text|find)\\(\\s*\"([a-z][\\w.-]*[\\w])\"\\s*[,)]");
    private static final Pattern PREFIX_IN_JAVA = Pattern.compile("\"([a-z][\\w.-]*\\.)\"\\s*\\+");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w.-]*)\"");

    @Test
    void everyKeyThatIsAskedForHasItsWords() throws IOException {
        Set<String> asked = new TreeSet<>(find(TEMPLATES, ".html", IN_TEMPLATE));
        find(JAVA, ".java", IN_JAVA).stream().filter(key -> key.contains(".")).forEach(asked::add);

        assertThat(bundle()).containsAll(asked);
    }

    @Test
    void everyKeyOfTheBundleIsAskedFor() throws IOException {
        Set<String> asked = new TreeSet<>(find(TEMPLATES, ".html", IN_TEMPLATE));
        asked.addAll(find(JAVA, ".java", LITERAL));
        Set<String> prefixes = new TreeSet<>(find(TEMPLATES, ".html", PREFIX_IN_TEMPLATE));
        prefixes.addAll(find(JAVA, ".java", PREFIX_IN_JAVA));

        assertThat(bundle().stream()
                        .filter(key -> !asked.contains(key))
                        .filter(key -> prefixes.stream().noneMatch(key::startsWith)))
                .isEmpty();
    }

    @Test
    void everyWordOfTheDomainThatPagesShowHasItsWords() throws IOException {
        List<String> needed = new ArrayList<>();
        Stream.of(Kind.values()).map(kind -> "kind." + kind.word()).forEach(needed::add);
        Stream.of(State.values()).map(state -> "state." + state.word()).forEach(needed::add);
        Stream.of(Side.values()).map(side -> "shore." + side.word()).forEach(needed::add);
        Stream.of(UnitKind.values()).map(kind -> "unit." + kind.word()).forEach(needed::add);
        Stream.of(Handover.Result.values())
                .map(result -> "result." + result.word())
                .forEach(needed::add);
        for (Message message : Message.values()) {
            needed.add("message." + message.word());
            message.payload().stream()
                    .filter(name -> !Set.of("reference", "kind").contains(name))
                    .map(name -> "fact." + name)
                    .forEach(needed::add);
        }
        find(JAVA, ".java", Pattern.compile("\\.section\\(\"(\\w+)\"\\)")).stream()
                .map(section -> "context." + section)
                .forEach(needed::add);
        find(JAVA, ".java", Pattern.compile("\\.fact\\(\"(\\w+)\"")).stream()
                .map(fact -> "fact." + fact)
                .forEach(needed::add);
        find(JAVA, ".java", Pattern.compile("(?:Entry\\.of|entry)\\(\\s*\"([\\w-]+)\",")).stream()
                .map(kind -> "record." + kind)
                .forEach(needed::add);

        assertThat(bundle()).containsAll(needed);
    }

    private static Set<String> bundle() throws IOException {
        Properties bundle = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLE)) {
            bundle.load(reader);
        }
        return new TreeSet<>(bundle.stringPropertyNames());
    }

    private static Set<String> find(Path root, String ending, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
