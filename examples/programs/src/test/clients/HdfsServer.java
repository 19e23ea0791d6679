import java.io.File;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A name node and a data node, in one JVM. */
final class HdfsServer {

  private HdfsServer() {}

  public static void main(String[] arguments) throws Exception {
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(new Configuration(), new File("data"))
            .nameNodePort(8020)
            .numDataNodes(1)
            .build();
    cluster.waitActive();
    System.out.println("HDFS is up");
    Thread.currentThread().join();
  }
}
