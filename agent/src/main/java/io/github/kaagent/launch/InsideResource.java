package io.github.kaagent.launch;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * The URL of a resource of {@link AgentClassLoader}, which {@link java.util.ServiceLoader} needs.
 * Not a {@code jar:} URL: the JDK caches their files, for the application too.
 */
final class InsideResource extends URLStreamHandler {

  private final AgentClassLoader loader;

  private InsideResource(AgentClassLoader loader) {
    this.loader = loader;
  }

  static URL url(AgentClassLoader loader, String name) throws MalformedURLException {
    return new URL("ka-agent", null, -1, "/" + name, new InsideResource(loader));
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        byte[] bytes = loader.bytes(url.getPath().substring(1));
        if (bytes == null) {
          throw new FileNotFoundException(url.toString());
        }
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
