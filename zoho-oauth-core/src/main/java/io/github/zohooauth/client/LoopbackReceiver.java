package io.github.zohooauth.client;

import io.github.zohooauth.ConfigurationException;
import io.github.zohooauth.TemporaryFailureException;
import io.github.zohooauth.internal.loopback.LoopbackAddress;
import io.github.zohooauth.internal.loopback.LoopbackRules;
import io.github.zohooauth.internal.loopback.LoopbackServer;
import io.github.zohooauth.internal.runtime.Daemon;
import io.github.zohooauth.internal.runtime.Failures;
import io.github.zohooauth.internal.text.Require;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Catches the redirect of an authorization on the loopback interface, for desktop and command-line
 * programs.
 *
 * <pre>{@code
 * try (LoopbackReceiver receiver = LoopbackReceiver.listen(request)) {
 *   // open request.uri() in the person's browser
 *   client.exchange(request, receiver.await(Duration.ofMinutes(5)));
 * }
 * }</pre>
 *
 * <p>Make one when the browser is about to be sent off, and close it at the end: the port is open
 * for no longer than that, to this machine alone. The person sees a page that says to go back to
 * the program. The first to come with Zoho's answer and the request's state wins. All others are
 * turned away, as any web page can send a browser here, and keep the right one waiting neither by
 * being slow nor many nor large. What it says, {@code exchange} or {@code accept} finds out.
 *
 * <p>It is for desktop JVMs and the command line. On Android use the AppAuth library, which brings
 * the redirect back to the app without a port. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, sections 7.3 and
 *     8.3</a>
 */
public final class LoopbackReceiver implements AutoCloseable {

  private final LoopbackAddress address;
  private final LoopbackServer server;

  private LoopbackReceiver(LoopbackAddress address, LoopbackServer server) {
    this.address = address;
    this.server = server;
  }

  /**
   * Listens at the redirect URI of a request, on the loopback interface alone.
   *
   * @param request whose answer to wait for, by its state (that of {@code scopeEnhancement} may
   *     come without); its redirect URI is plain http on {@code 127.x.x.x}, {@code [::1]} or {@code
   *     localhost} (then on IPv4 and IPv6), with the port that the API Console has, and any path
   * @throws IllegalArgumentException if the redirect URI is anything else, or has user info, query
   *     or fragment
   * @throws ConfigurationException if the port is taken or not allowed; nothing is left open
   */
  public static LoopbackReceiver listen(AuthorizationRequest request) {
    return listen(request, System::nanoTime);
  }

  static LoopbackReceiver listen(AuthorizationRequest request, LongSupplier nanoTime) {
    Objects.requireNonNull(request, "request");
    LoopbackAddress address = LoopbackAddress.of(request.redirectUri());
    LoopbackRules rules =
        new LoopbackRules(
            address,
            AuthorizationResponse::isAnswer,
            parameters -> AuthorizationResponse.isAnswerTo(request, parameters));
    try {
      LoopbackServer server = new LoopbackServer(rules, nanoTime);
      open(server, address);
      new Daemon(server).start();
      return new LoopbackReceiver(address, server);
    } catch (IOException e) {
      String what =
          "Port %d is taken or not allowed: end the program that listens there, or register and use a redirect URI with another port above 1023."
              .formatted(address.port());
      throw Failures.WITHOUT_CLIENT.configuration(what, e);
    }
  }

  private static void open(LoopbackServer server, LoopbackAddress address) throws IOException {
    boolean open = false;
    try {
      for (InetSocketAddress socket : address.sockets()) {
        server.open(socket);
      }
      open = true;
    } finally {
      if (!open) {
        server.end();
      }
    }
  }

  /**
   * Waits for the redirect, and returns it as received.
   *
   * <p>However it ends, the port is free again. What came is returned to later callers as well.
   *
   * @param timeout how long the person may take; at most a day
   * @return the redirect URI with its query, undecoded, or with the fragment that the browser was
   *     asked for: the value for {@code exchange} or {@code accept}, and a secret
   * @throws TemporaryFailureException if nothing came in time, or the thread was interrupted, whose
   *     flag is then set; the receiver is then closed
   * @throws IllegalStateException if the receiver was closed before anything came
   */
  public String await(Duration timeout) {
    Require.positive("timeout", timeout);
    try {
      return server.redirect().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return late(timeout);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failure("The thread was interrupted while it waited for the redirect.", null);
    } catch (CancellationException e) {
      close();
      throw new IllegalStateException("the receiver is closed");
    } catch (ExecutionException e) {
      close();
      throw failure("Listening for the redirect failed: authorize again.", e.getCause());
    }
  }

  /** What comes while the time runs out is in time. */
  private String late(Duration timeout) {
    close();
    if (!server.redirect().isCompletedExceptionally()) {
      return server.redirect().join();
    }
    String what =
        "No redirect came to %s within %s. If the browser shows a page of Zoho's instead, Zoho does"
            + " not know the client at this data center, or has another redirect URI registered"
            + " (each character counts), or refuses the whole consent for one scope that is unknown"
            + " or outside the account's edition. Check these in the API Console, and authorize"
            + " again.";
    throw failure(what.formatted(address, timeout), null);
  }

  private static TemporaryFailureException failure(String what, @Nullable Throwable cause) {
    return Failures.WITHOUT_CLIENT.temporary(what, cause);
  }

  /** Frees the port at once, and whoever waits is told; idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Returns where it listens, and nothing of what came. */
  @Override
  public String toString() {
    return "LoopbackReceiver[redirectUri=" + address + "]";
  }
}
