import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.util.List;

/** Serves one file on loopback until it is told to end. Calls itself a MongoDB 6.0: of an older one today's drivers want nothing. */
public final class Serve {
    private static final int ANSWERS = 4;

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

    private Serve() {}

    public static void main(String[] args) {
        H2Backend backend = new H2Backend(args[0]);
        backend.version(Release.SIX);
        MongoServer server = new MongoServer(backend);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 1, ANSWERS);
    }
}
