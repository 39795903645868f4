package io.github.zohooauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.zohooauth.DataCenter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The accounts servers of three data centers, which answer a device as they were told to. */
public final class DeviceZoho implements AutoCloseable {

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms
  }

  static final List<String> LOCATIONS = List.of("eu", "in", "au");

  /** One request, as it came in. */
  public record Request(String location, String path, String query, String form, Instant at) {

    public String field(String name) {
      return Arrays.stream(form.split("&"))
          .filter(field -> field.startsWith(name + "="))
          .map(field -> field.substring(name.length() + 1))
          .reduce((one, other) -> one + " and " + other)
          .orElse("");
    }
  }

  /**
   * What to do with a poll.
   *
   * @param lost whether the connection is closed without a word
   * @param lag how long it takes
   * @param before what happens while the poll is under way
   */
  public record Step(CannedAnswer answer, boolean lost, Duration lag, Runnable before) {

    public static Step of(CannedAnswer answer) {
      return new Step(answer, false, Duration.ZERO, () -> {});
    }

    public static Step error(String code) {
      return of(CannedAnswer.json(200, "{\"error\":\"%s\"}".formatted(code)));
    }

    public static Step otherDataCenter(String location) {
      String json = "{\"error\":\"other_dc\",\"user_location\":\"%s\"}";
      return of(CannedAnswer.json(200, json.formatted(location)));
    }

    static Step lostConnection() {
      return new Step(CannedAnswer.json(200, ""), true, Duration.ZERO, () -> {});
    }

    Step taking(Duration time) {
      return new Step(answer, lost, time, before);
    }

    public Step meanwhile(Runnable work) {
      return new Step(answer, lost, lag, work);
    }
  }

  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, ConcurrentLinkedQueue<Step>> polls = new ConcurrentHashMap<>();
  private final Map<String, HttpServer> servers = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile CannedAnswer codes = CannedAnswer.json(200, "");
  private volatile ManualTime time = new IdleTime();

  public static DeviceZoho start() throws IOException {
    DeviceZoho zoho = new DeviceZoho();
    for (String location : LOCATIONS) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(any, 0);
      server.createContext("/", exchange -> zoho.serve(location, exchange));
      server.setExecutor(zoho.threads);
      server.start();
      zoho.servers.put(location, server);
    }
    return zoho;
  }

  public DataCenter dataCenter(String location) {
    return DataCenter.of(
        location, accounts(location), URI.create("https://www.zohoapis." + location));
  }

  public URI accounts(String location) {
    HttpServer server = servers.get(location);
    if (server == null) {
      throw new AssertionError("no such data center: " + location);
    }
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on everything happens at this time. */
  public void at(ManualTime manual) {
    time = manual;
  }

  /** Gives this answer to whoever asks for codes. */
  public void begins(CannedAnswer answer) {
    codes = answer;
  }

  /** Gives these answers, one after the other, to whoever polls with this device code. */
  public void polls(String deviceCode, List<Step> steps) {
    polls.put(deviceCode, new ConcurrentLinkedQueue<>(steps));
  }

  /** What a usual answer to a device is, in seconds. */
  public String usualCodes(String deviceCode) {
    return """
    {"user_code":"WDJB-MJHT","device_code":"%s","verification_url":"%s/oauth/v3/device",\
    "expires_in":300,"interval":5}"""
        .formatted(deviceCode, accounts("eu"));
  }

  public List<Request> requestsWith(String deviceCode) {
    return requests.stream().filter(each -> each.field("code").equals(deviceCode)).toList();
  }

  private void serve(String location, HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      URI uri = exchange.getRequestURI();
      Request request =
          new Request(
              location,
              uri.getPath(),
              uri.getRawQuery() == null ? "" : uri.getRawQuery(),
              form,
              time.instant());
      requests.add(request);
      switch (uri.getPath()) {
        case "/oauth/v3/device/code" -> give(exchange, codes);
        case "/oauth/v3/device/token" -> poll(exchange, request);
        case "/oauth/v2/token" ->
            give(exchange, CannedAnswer.json(200, TokenAnswer.to(TokenCall.REFRESH).json()));
        case "/oauth/v2/userinfo" ->
            give(
                exchange, CannedAnswer.json(200, "{\"sub\":\"42\",\"email\":\"ada@example.com\"}"));
        default -> give(exchange, CannedAnswer.json(404, ""));
      }
    }
  }

  private void poll(HttpExchange exchange, Request request) throws IOException {
    ConcurrentLinkedQueue<Step> left = polls.get(request.field("code"));
    Step step = left == null ? null : left.poll();
    if (step == null) {
      give(exchange, CannedAnswer.json(500, "nobody should ask"));
      return;
    }
    step.before().run();
    time.advance(step.lag());
    if (!step.lost()) {
      give(exchange, step.answer());
    }
  }

  private static void give(HttpExchange exchange, CannedAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
