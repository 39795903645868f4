package io.github.zohooauth.localzoho.internal.products;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of CRM: one that every organization has, or a custom one, which exists as soon as a
 * request names it.
 *
 * @param name its API name
 * @param fields what it has beside the fields of every record; the first one names a record
 */
record CrmModule(String name, boolean custom, List<Field> fields) {
  /**
   * A field of a module.
   *
   * @param type {@code data_type} as CRM names it
   * @param module whose records a lookup leads to, empty for other types
   */
  record Field(String name, String type, boolean mandatory, String module) {
    /** Reads {@code Last_Name:text!}, mandatory, or {@code Account_Name:lookup:Accounts}. */
    private static Field of(String text) {
      String[] parts = text.replace("!", "").split(":", -1);
      return new Field(parts[0], parts[1], text.endsWith("!"), parts.length > 2 ? parts[2] : "");
    }

    /** Returns how many characters a text of it may have. */
    int length() {
      return type.equals("textarea") ? 32_000 : 255;
    }

    String jsonType() {
      return switch (type) {
        case "integer" -> "integer";
        case "currency", "double" -> "double";
        case "boolean" -> "boolean";
        case "lookup", "ownerlookup" -> "jsonobject";
        default -> "string";
      };
    }
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,49}");

  private static final List<Field> OF_EVERY_RECORD =
      fields(
          "Owner:ownerlookup Created_By:ownerlookup Modified_By:ownerlookup"
              + " Created_Time:datetime Modified_Time:datetime");

  private static final Map<String, CrmModule> STANDARD = new LinkedHashMap<>();

  static {
    standard(
        "Leads",
        "Last_Name:text! First_Name:text Company:text Email:email Phone:phone Mobile:phone"
            + " City:text Country:text Website:website Lead_Status:picklist Lead_Source:picklist"
            + " Annual_Revenue:currency No_of_Employees:integer Description:textarea");
    standard(
        "Contacts",
        "Last_Name:text! First_Name:text Email:email Phone:phone Mobile:phone"
            + " Account_Name:lookup:Accounts Description:textarea");
    standard(
        "Accounts",
        "Account_Name:text! Phone:phone Website:website Industry:picklist Employees:integer"
            + " Annual_Revenue:currency Billing_City:text Description:textarea");
    standard(
        "Deals",
        "Deal_Name:text! Stage:picklist! Amount:currency Closing_Date:date Probability:integer"
            + " Account_Name:lookup:Accounts Contact_Name:lookup:Contacts Description:textarea");
    standard(
        "Products",
        "Product_Name:text! Product_Code:text Unit_Price:currency Qty_in_Stock:double"
            + " Product_Active:boolean Description:textarea");
    standard("Campaigns", "Campaign_Name:text! Status:picklist Description:textarea");
    standard("Tasks", "Subject:text! Status:picklist Due_Date:date Description:textarea");
    standard("Vendors", "Vendor_Name:text! Email:email Phone:phone Description:textarea");
  }

  private static void standard(String name, String fields) {
    STANDARD.put(name, new CrmModule(name, false, fields(fields)));
  }

  private static List<Field> fields(String text) {
    return Stream.of(text.split(" ", -1)).map(Field::of).toList();
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns the module of this API name. */
  static CrmModule of(String name) {
    CrmModule standard = STANDARD.get(name);
    return standard != null
        ? standard
        : new CrmModule(name, true, fields("Name:text! Email:email"));
  }

  static Stream<CrmModule> standard() {
    return STANDARD.values().stream();
  }

  Stream<Field> allFields() {
    return Stream.concat(fields.stream(), OF_EVERY_RECORD.stream());
  }

  /** Returns the scope that a token needs, without its operation (section 12). */
  String area() {
    return "ZohoCRM.modules." + (custom ? "custom" : name.toLowerCase(Locale.ROOT));
  }

  List<String> mandatory() {
    return fields.stream().filter(Field::mandatory).map(Field::name).toList();
  }

  /** Returns by which field an upsert finds a record if it names none: people by their address. */
  String duplicateField() {
    String first = fields.get(0).name();
    return first.equals("Last_Name") ? "Email" : first;
  }
}
