import java.io.File;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** Hadoop's own cluster in one JVM: a name node and a data node. */
final class HdfsServer {

  private HdfsServer() {}

  public static void main(String[] arguments) throws Exception {
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(new Configuration(), new File("data"))
            .nameNodePort(8020)
            .build();
    cluster.waitActive();
    System.out.println("it is up");
    Thread.currentThread().join();
  }
}
