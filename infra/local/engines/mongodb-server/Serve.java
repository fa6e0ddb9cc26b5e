import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * Serves one file on loopback until it is told to end. Calls itself a MongoDB 6.0: of an older one today's drivers want nothing.
 * What is written is kept once a second, between two commands: an end without warning loses the last of it, but never an earlier
 * document beside a later one.
 */
public final class Serve {
    private static final int ANSWERS = 4;
    private static final int KEEPS_AFTER_MS = 1000;

    private enum Release implements MongoVersion {
        SIX;

        @Override
        public List<Integer> getVersionArray() {
            return List.of(6, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 17;
        }
    }

    private static final class Kept extends H2Backend {
        private final ReadWriteLock commands = new ReentrantReadWriteLock(true);

        Kept(MVStore store) {
            super(store);
            version(Release.SIX);
        }

        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            MVStore store = getMvStore();
            return new H2Database(name, store, getCursorRegistry()) {
                @Override
                protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
                    String of = getFullCollectionNamespace(collection);
                    return new LookedUp(this, collection, options, store.openMap("databases." + of), store.openMap("meta." + of), cursorRegistry);
                }
            };
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            commands.readLock().lock();
            try {
                return super.handleMessage(message);
            } finally {
                commands.readLock().unlock();
            }
        }

        void keep() {
            commands.writeLock().lock();
            try {
                commit();
            } finally {
                commands.writeLock().unlock();
            }
        }
    }

    private Serve() {}

    public static void main(String[] args) {
        Kept backend = new Kept(new MVStore.Builder().fileName(args[0]).autoCommitDisabled().open());
        MongoServer server = new MongoServer(backend);
        var keeper = Executors.newSingleThreadScheduledExecutor();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            keeper.shutdown();
            server.shutdownNow();
        }));
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 1, ANSWERS);
        keeper.scheduleWithFixedDelay(backend::keep, KEEPS_AFTER_MS, KEEPS_AFTER_MS, TimeUnit.MILLISECONDS);
    }
}
