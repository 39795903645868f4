package io.github.zohooauth.localzoho.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.zohooauth.localzoho.internal.server.Answer;
import io.github.zohooauth.localzoho.internal.state.CrmRecords;
import io.github.zohooauth.localzoho.internal.state.CrmTenant;
import io.github.zohooauth.localzoho.internal.text.Numbers;
import java.util.stream.Stream;

/** What an organization's CRM is made of: its modules and their fields. */
final class CrmSettings {
  private final CrmRecords records;

  CrmSettings(CrmRecords records) {
    this.records = records;
  }

  /** Returns the standard modules, and the custom ones that have had a record. */
  Answer modules(CrmTenant tenant) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode modules = body.putArray("modules");
    Stream.concat(
            CrmModule.standard(),
            records.modules(tenant).stream().map(CrmModule::of).filter(CrmModule::custom))
        .forEach(module -> modules.add(module(module)));
    return Answer.json(200, body);
  }

  static Answer module(String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("modules").add(module(CrmModule.of(name)));
    return Answer.json(200, body);
  }

  private static ObjectNode module(CrmModule module) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id(module.name()))
        .put("api_name", module.name())
        .put("module_name", module.name())
        .put("singular_label", module.name().replaceFirst("s$", ""))
        .put("plural_label", module.name())
        .put("generated_type", module.custom() ? "custom" : "default")
        .put("api_supported", true)
        .put("creatable", true)
        .put("viewable", true)
        .put("editable", true)
        .put("deletable", true);
  }

  static Answer fields(String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode fields = body.putArray("fields");
    CrmModule.of(name).allFields().forEach(field -> fields.add(field(name, field)));
    return Answer.json(200, body);
  }

  private static ObjectNode field(String module, CrmModule.Field field) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id(module + "." + field.name()))
            .put("api_name", field.name())
            .put("field_label", field.name().replace('_', ' '))
            .put("display_label", field.name().replace('_', ' '))
            .put("data_type", field.type())
            .put("json_type", field.jsonType())
            .put("system_mandatory", field.mandatory())
            .put("custom_field", false)
            .put("read_only", false)
            .put("field_read_only", false)
            .put("visible", true)
            .put("length", field.length());
    if (!field.module().isEmpty()) {
      ObjectNode to = json.putObject("lookup").putObject("module");
      to.put("api_name", field.module()).put("id", id(field.module()));
    }
    return json;
  }

  /** The same name has the same id in every organization. */
  private static String id(String name) {
    return Numbers.ofCrm(Long.toString(10_000_000_000L + (name.hashCode() & 0x7fffffff)));
  }
}
