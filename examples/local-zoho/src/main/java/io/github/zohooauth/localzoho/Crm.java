package io.github.zohooauth.localzoho;

import java.util.Optional;

/** CRM's API for one environment of one data center. */
final class Crm implements Site {
  private final TokenGate gate;
  private final CrmEnvironment environment;
  private final CrmLeads leads;
  private final CrmErrors errors;

  Crm(World world, String location, CrmEnvironment environment) {
    this.gate = new TokenGate(world, location);
    this.environment = environment;
    this.leads = new CrmLeads(world);
    this.errors = new CrmErrors(world.reading());
  }

  @Override
  public Answer answer(ReceivedRequest request) {
    try {
      return switch (request.path()) {
        case "/crm/v8/org" -> get(request, "ZohoCRM.org");
        case "/crm/v8/users" -> get(request, "ZohoCRM.users");
        case "/crm/v8/Leads" -> get(request, "ZohoCRM.modules.leads");
        case "/crm/v8/Leads/upsert" -> upsert(request);
        default -> CrmErrors.noSuchUrl();
      };
    } catch (Denied denied) {
      return errors.denied(denied.reason());
    }
  }

  private Answer get(ReceivedRequest request, String area) {
    if (!request.method().equals("GET")) {
      return CrmErrors.wrongMethod();
    }
    Grant grant = admit(request, area, "READ");
    return switch (area) {
      case "ZohoCRM.org" -> CrmUsers.organization(tenant(grant), grant.user());
      case "ZohoCRM.users" -> CrmUsers.users(grant.user());
      default -> leads.list(request, tenant(grant));
    };
  }

  private Answer upsert(ReceivedRequest request) {
    if (!request.method().equals("POST")) {
      return CrmErrors.wrongMethod();
    }
    Grant grant = admit(request, "ZohoCRM.modules.leads", "CREATE");
    return leads.upsert(request, tenant(grant), grant.user());
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
