import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** JNDI's LDAP. */
final class Ldap {

  private Ldap() {}

  public static void main(String[] arguments) throws Exception {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, arguments[0]);
    DirContext context = new InitialDirContext(environment);
    context.getAttributes("");
    Hold.untilTold();
    context.close();
  }
}
