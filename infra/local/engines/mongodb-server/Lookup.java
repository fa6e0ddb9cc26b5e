import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which documents have which texts in one field, of which a list may hold several. */
final class Lookup {
    private final String path;
    private final Map<String, Set<Object>> idsOfText = new HashMap<>();
    private final Map<Object, List<String>> textsOfId = new HashMap<>();

    Lookup(String path) {
        this.path = path;
    }

    Collection<Object> of(Object text) {
        return Collections.unmodifiableSet(idsOfText.getOrDefault(text, Set.of()));
    }

    void put(Object id, Document document) {
        remove(id);
        List<String> texts = textsIn(document);
        textsOfId.put(id, texts);
        for (String text : texts) idsOfText.computeIfAbsent(text, unknown -> new LinkedHashSet<>()).add(id);
    }

    void remove(Object id) {
        List<String> texts = textsOfId.remove(id);
        if (texts == null) return;
        for (String text : texts)
            idsOfText.computeIfPresent(text, (same, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
    }

    private List<String> textsIn(Document document) {
        Object value = Utils.getSubdocumentValueCollectionAware(document, path);
        Stream<?> values = value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
        return values.filter(String.class::isInstance).map(String.class::cast).toList();
    }
}
