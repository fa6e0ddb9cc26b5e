import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;

/**
 * A collection that looks a document up by what is asked for, where the server would go through all of them: it knows no index but a
 * unique one, and that only where nothing else is asked. Any field that a question holds against a text is looked up from then on; what
 * was found is still held against the whole question. Answers are the same, only sooner.
 */
final class LookedUp extends H2Collection {
    private final Map<String, Lookup> lookups = new HashMap<>();

    LookedUp(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> documents,
        MVMap<String, Object> meta, CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
    }

    @Override
    protected synchronized QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Collection<Object> few = fewest(query);
        return few == null
            ? super.queryDocuments(query, orderBy, skip, limit, batchSize, fields)
            : matchDocuments(query, few, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object id = super.addDocumentInternal(document);
        lookups.values().forEach(lookup -> lookup.put(id, document));
        return id;
    }

    @Override
    protected void handleUpdate(Object id, Document before, Document after) {
        super.handleUpdate(id, before, after);
        lookups.values().forEach(lookup -> lookup.put(id, after));
    }

    @Override
    protected void removeDocument(Object id) {
        super.removeDocument(id);
        lookups.values().forEach(lookup -> lookup.remove(id));
    }

    /** The documents among which all are that a question asks for; null where it names no text by which to look them up. */
    private Collection<Object> fewest(Document query) {
        Collection<Object> fewest = null;
        for (Map.Entry<String, Collection<?>> condition : textsIn(query, new ArrayList<>())) {
            Collection<Object> ids = idsOf(condition.getKey(), condition.getValue());
            if (fewest == null || ids.size() < fewest.size()) fewest = ids;
        }
        return fewest;
    }

    private Collection<Object> idsOf(String path, Collection<?> texts) {
        Set<Object> ids = new LinkedHashSet<>();
        if (path.equals(getIdField())) {
            for (Object id : texts) if (getDocument(id) != null) ids.add(id);
            return ids;
        }
        Lookup lookup = lookups.computeIfAbsent(path, this::lookupOf);
        if (texts.size() == 1) return lookup.of(texts.iterator().next());
        for (Object text : texts) ids.addAll(lookup.of(text));
        return ids;
    }

    private Lookup lookupOf(String path) {
        Lookup lookup = new Lookup(path);
        streamAllDocumentsWithPosition().forEach(each -> lookup.put(each.getPosition(), each.getDocument()));
        return lookup;
    }

    /** Each field that must be one of some texts, wherever in the question it is said of every document that is asked for. */
    private static List<Map.Entry<String, Collection<?>>> textsIn(Document query, List<Map.Entry<String, Collection<?>>> found) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            String name = condition.getKey();
            Collection<?> texts = textsOf(condition.getValue());
            if (name.equals("$and")) for (Object each : (Collection<?>) condition.getValue()) textsIn((Document) each, found);
            // What is asked of the n-th of a list is asked of no field.
            else if (!name.startsWith("$") && !name.matches(".*\\.\\d.*") && texts != null) found.add(Map.entry(name, texts));
        }
        return found;
    }

    private static Collection<?> textsOf(Object wanted) {
        if (wanted instanceof String) return List.of(wanted);
        if (!(wanted instanceof Document operators)) return null;
        if (operators.get("$eq") instanceof String text) return List.of(text);
        if (!(operators.get("$in") instanceof Collection<?> any)) return null;
        return any.stream().allMatch(String.class::isInstance) ? any : null;
    }
}
