import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is being written: a connection to the name node, and one to the data node. */
final class Hdfs {

  private Hdfs() {}

  public static void main(String[] arguments) throws Exception {
    try (FileSystem files = FileSystem.get(URI.create(arguments[0]), new Configuration());
        FSDataOutputStream file = files.create(new Path("/one"))) {
      file.write("one".getBytes(StandardCharsets.UTF_8));
      file.hflush();
      Hold.untilTold();
    }
  }
}
