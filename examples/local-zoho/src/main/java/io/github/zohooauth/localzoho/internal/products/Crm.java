package io.github.zohooauth.localzoho.internal.products;

import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.server.Site;
import io.github.zohooauth.localzoho.internal.state.Account;
import io.github.zohooauth.localzoho.internal.state.CrmRecords;
import io.github.zohooauth.localzoho.internal.state.CrmTenant;
import io.github.zohooauth.localzoho.internal.state.Denied;
import io.github.zohooauth.localzoho.internal.state.Grant;
import io.github.zohooauth.localzoho.internal.state.TokenGate;
import io.github.zohooauth.localzoho.internal.state.World;
import io.github.zohooauth.localzoho.protocol.CrmEnvironment;
import io.github.zohooauth.localzoho.protocol.ReceivedRequest;
import java.util.List;
import java.util.Optional;

/** CRM's API for one environment of one data center, in its versions 2 to 8. */
public final class Crm implements Site {
  private final TokenGate gate;
  private final CrmEnvironment environment;
  private final CrmReads reads;
  private final CrmWrites writes;
  private final CrmSettings settings;
  private final CrmErrors errors;

  public Crm(World world, String location, CrmEnvironment environment) {
    this.gate = new TokenGate(world, location);
    this.environment = environment;
    this.reads = new CrmReads(world);
    this.writes = new CrmWrites(world);
    this.settings = new CrmSettings(world.crm());
    this.errors = new CrmErrors(world.reading());
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    try {
      return CrmPath.of(request.path())
          .map(path -> answer(request, path))
          .orElseGet(CrmErrors::noSuchUrl);
    } catch (Denied denied) {
      return errors.denied(denied.reason());
    } catch (CrmRefused refused) {
      return refused.answer();
    }
  }

  private Answer answer(ReceivedRequest request, CrmPath path) {
    return switch (path.first()) {
      case "org", "users" -> path.parts().size() == 1 ? people(request, path) : noSuchUrl();
      case "settings" -> settings(request, path);
      default -> CrmModule.isName(path.first()) ? module(request, path) : noSuchUrl();
    };
  }

  private Answer people(ReceivedRequest request, CrmPath path) {
    if (!request.method().equals("GET")) {
      return CrmErrors.wrongMethod();
    }
    Grant grant = admit(request, "ZohoCRM." + path.first(), "READ");
    return path.is("org")
        ? CrmUsers.organization(tenant(grant), grant.user())
        : CrmUsers.users(new CrmQuery(request), grant.user());
  }

  private Answer settings(ReceivedRequest request, CrmPath path) {
    boolean fields = path.is("settings", "fields");
    boolean modules = path.is("settings", "modules");
    boolean module = path.parts().size() == 3 && path.parts().get(1).equals("modules");
    if (!fields && !modules && !module) {
      return noSuchUrl();
    }
    if (!request.method().equals("GET")) {
      return CrmErrors.wrongMethod();
    }
    Grant grant = admit(request, "ZohoCRM.settings." + path.parts().get(1), "READ");
    if (modules) {
      return settings.modules(tenant(grant));
    }
    Optional<String> name = fields ? request.queryParameter("module") : Optional.of(path.last());
    if (name.isEmpty()) {
      return CrmErrors.missingParameter("module");
    }
    if (!CrmModule.isName(name.get())) {
      return CrmErrors.noSuchModule();
    }
    return fields ? CrmSettings.fields(name.get()) : CrmSettings.module(name.get());
  }

  private Answer module(ReceivedRequest request, CrmPath path) {
    CrmModule module = CrmModule.of(path.first());
    List<String> rest = path.parts().subList(1, path.parts().size());
    String method = request.method();
    if (rest.isEmpty()) {
      return switch (method) {
        case "GET" -> reads.list(request, path, table(request, module, "READ"));
        case "POST" -> writes.insert(request, table(request, module, "CREATE"), user(request));
        case "PUT" ->
            writes.update(
                request, table(request, module, "UPDATE"), user(request), Optional.empty());
        case "DELETE" -> deleteAll(request, table(request, module, "DELETE"));
        default -> CrmErrors.wrongMethod();
      };
    }
    if (rest.equals(List.of("upsert")) && method.equals("POST")) {
      return writes.upsert(request, table(request, module, "CREATE"), user(request));
    }
    if (rest.equals(List.of("search")) && method.equals("GET")) {
      return reads.search(request, path, table(request, module, "READ"));
    }
    if (rest.equals(List.of("actions", "count")) && method.equals("GET")) {
      return reads.count(request, table(request, module, "READ"));
    }
    if (rest.size() == 1 && rest.get(0).matches("\\d{1,19}")) {
      return record(request, module, rest.get(0));
    }
    return rest.size() == 1 && List.of("upsert", "search").contains(rest.get(0))
        ? CrmErrors.wrongMethod()
        : noSuchUrl();
  }

  private Answer record(ReceivedRequest request, CrmModule module, String id) {
    return switch (request.method()) {
      case "GET" -> reads.one(request, table(request, module, "READ"), id);
      case "PUT" ->
          writes.update(request, table(request, module, "UPDATE"), user(request), Optional.of(id));
      case "DELETE" -> writes.delete(table(request, module, "DELETE"), List.of(id));
      default -> CrmErrors.wrongMethod();
    };
  }

  private Answer deleteAll(ReceivedRequest request, CrmRecords.Table table) {
    return request
        .queryParameter("ids")
        .filter(ids -> !ids.isEmpty())
        .map(ids -> writes.delete(table, List.of(ids.split(",", -1))))
        .orElseGet(() -> CrmErrors.missingParameter("ids"));
  }

  private static Answer noSuchUrl() {
    return CrmErrors.noSuchUrl();
  }

  private CrmRecords.Table table(ReceivedRequest request, CrmModule module, String operation) {
    return new CrmRecords.Table(tenant(admit(request, module.area(), operation)), module.name());
  }

  private Account user(ReceivedRequest request) {
    return gate.admit(request).user();
  }

  private Grant admit(ReceivedRequest request, String area, String operation) {
    Grant grant = gate.admit(request);
    if (grant.environment() != null && grant.environment() != environment) {
      throw new Denied(Denied.Reason.WRONG_ENVIRONMENT);
    }
    return TokenGate.allowed(grant, area, operation);
  }

  private CrmTenant tenant(Grant grant) {
    String organization =
        Optional.ofNullable(grant.organization()).orElse(grant.user().organization());
    return new CrmTenant(organization, environment);
  }
}
