import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** HDFS: a connection to the name node, and one to a data node while a file is written. */
final class Hdfs {

  private Hdfs() {}

  public static void main(String[] arguments) throws Exception {
    try (FileSystem files = FileSystem.get(URI.create(arguments[0]), new Configuration());
        FSDataOutputStream file = files.create(new Path("/file"))) {
      file.writeBytes("text");
      file.hflush();
      Hold.untilTold();
    }
  }
}
