package programs.lab;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;

/**
 * The JDK's HttpClient, which came with 11: by reflection, because the programs are compiled for 8.
 * With POST, because the client repeats a GET on a new connection if it fails on a kept one.
 */
final class HttpClientPost implements Asked {

  private final String address;
  private final Class<?> clientClass = httpClass("HttpClient");
  private final Class<?> requestClass = httpClass("HttpRequest");
  private final Class<?> handlerClass = httpClass("HttpResponse$BodyHandler");
  private final Object client = clientClass.getMethod("newHttpClient").invoke(null);

  HttpClientPost(String address) throws ReflectiveOperationException {
    this.address = address;
  }

  @Override
  public String ask(String question) throws Exception {
    Object body = httpClass("HttpRequest$BodyPublishers").getMethod("noBody").invoke(null);
    Class<?> builderClass = httpClass("HttpRequest$Builder");
    Object builder =
        requestClass
            .getMethod("newBuilder", URI.class)
            .invoke(null, URI.create(address + question));
    builderClass.getMethod("POST", httpClass("HttpRequest$BodyPublisher")).invoke(builder, body);
    Object request = builderClass.getMethod("build").invoke(builder);
    Object handler = httpClass("HttpResponse$BodyHandlers").getMethod("ofString").invoke(null);
    try {
      Object response =
          clientClass
              .getMethod("send", requestClass, handlerClass)
              .invoke(client, request, handler);
      return (String) httpClass("HttpResponse").getMethod("body").invoke(response);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static Class<?> httpClass(String name) throws ClassNotFoundException {
    return Class.forName("java.net.http." + name);
  }
}
