import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;

/** gRPC's health service, over the transport that is on its class path. */
final class GrpcServer {

  private GrpcServer() {}

  public static void main(String[] arguments) throws Exception {
    Server server =
        Grpc.newServerBuilderForPort(50051, InsecureServerCredentials.create())
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.awaitTermination();
  }
}
