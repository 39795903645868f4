package io.github.zohooauth.examples.desktop;

import io.github.zohooauth.examples.setting.Crm;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** Leads as rows. */
final class LeadsModel extends AbstractTableModel {

  private static final long serialVersionUID = 1;
  private static final List<String> COLUMNS =
      List.of("Name", "Company", "E-mail", "Phone", "Status");

  private transient List<Crm.Lead> leads = List.of();

  void show(List<Crm.Lead> next) {
    leads = List.copyOf(next);
    fireTableDataChanged();
  }

  @Override
  public int getRowCount() {
    return leads.size();
  }

  @Override
  public int getColumnCount() {
    return COLUMNS.size();
  }

  @Override
  public String getColumnName(int column) {
    return COLUMNS.get(column);
  }

  @Override
  public Object getValueAt(int row, int column) {
    Crm.Lead lead = leads.get(row);
    return switch (column) {
      case 0 -> lead.name();
      case 1 -> lead.company();
      case 2 -> lead.email();
      case 3 -> lead.phone();
      default -> lead.status();
    };
  }
}
