package io.github.zohooauth.examples.desktop;

import java.awt.BorderLayout;
import java.awt.Font;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.RowFilter;
import javax.swing.SwingConstants;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.table.TableRowSorter;

/** The leads in a table that can be searched and sorted. */
final class LeadsPanel extends JPanel {

  private static final long serialVersionUID = 1;
  private static final int[] WIDTHS = {150, 175, 290, 160, 125};

  private final transient Account account;
  private final transient Consumer<Trouble> ended;
  private final LeadsModel model = new LeadsModel();
  private final JTable table = new JTable(model);
  private final transient TableRowSorter<LeadsModel> sorter = new TableRowSorter<>(model);
  private final JTextField search = new JTextField(18);
  private final JLabel organization = Look.words(" ");
  private final JLabel status = Look.words(" ");

  /**
   * Makes one that shows nothing yet.
   *
   * @param ended told when the user is no longer signed in, and why
   */
  LeadsPanel(Account account, Consumer<Trouble> ended) {
    super(new BorderLayout(0, 14));
    this.account = account;
    this.ended = ended;
    setBackground(Look.PAPER);
    setBorder(BorderFactory.createEmptyBorder(20, 24, 14, 24));
    add(top(), BorderLayout.NORTH);
    add(middle(), BorderLayout.CENTER);
    add(status, BorderLayout.SOUTH);
  }

  private JPanel top() {
    JPanel names = Look.transparent(new JPanel(new BorderLayout()));
    names.add(Look.title("Leads"), BorderLayout.NORTH);
    names.add(organization, BorderLayout.SOUTH);
    search.putClientProperty("JTextField.showClearButton", true);
    search.putClientProperty("FlatLaf.style", "arc: 8; margin: 7,8,7,8");
    search.setFont(search.getFont().deriveFont(14f));
    search.setMaximumSize(search.getPreferredSize());
    JLabel label = Look.words("Search");
    label.setLabelFor(search);
    label.setDisplayedMnemonic('E');
    Box tools = Box.createHorizontalBox();
    for (JComponent each :
        List.of(
            label,
            search,
            Look.first("Refresh", 'R', this::refresh),
            Look.button("Sign out", 'O', this::signOut))) {
      tools.add(Box.createHorizontalStrut(10));
      tools.add(each);
    }
    JPanel top = Look.transparent(new JPanel(new BorderLayout()));
    top.add(names, BorderLayout.WEST);
    top.add(tools, BorderLayout.EAST);
    return top;
  }

  private JScrollPane middle() {
    table.setRowSorter(sorter);
    table.setRowHeight(30);
    table.setFont(table.getFont().deriveFont(14f));
    table.setShowHorizontalLines(true);
    table.getAccessibleContext().setAccessibleName("Leads");
    table.putClientProperty(
        "FlatLaf.style",
        "selectionBackground: #1746a2; selectionForeground: #ffffff; cellMargins: 2,10,2,10");
    table.getTableHeader().setFont(table.getFont().deriveFont(Font.BOLD));
    search.getDocument().addDocumentListener(new Filter());
    for (int column = 0; column < WIDTHS.length; column++) {
      table.getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
    }
    table.getTableHeader().putClientProperty("FlatLaf.style", "cellMargins: 4,10,4,10");
    if (table.getTableHeader().getDefaultRenderer() instanceof JLabel header) {
      header.setHorizontalAlignment(SwingConstants.LEADING);
    }
    JScrollPane pane = new JScrollPane(table);
    pane.getViewport().setBackground(Look.CARD);
    return pane;
  }

  /** Asks for the leads. */
  void refresh() {
    say("One moment ...", false);
    Work.inBackground(account::leads, this::show, this::tell);
  }

  private void show(Account.Page page) {
    organization.setText(page.organization());
    model.show(page.leads());
    filter();
  }

  private void signOut() {
    say("Signing out ...", false);
    Work.inBackground(
        () -> {
          account.signOut();
          return "";
        },
        ignored -> ended.accept(new Trouble("You have signed out.", true)),
        this::tell);
  }

  private void tell(Trouble trouble) {
    if (trouble.endsSession()) {
      ended.accept(trouble);
    } else {
      say(trouble.words(), true);
    }
  }

  private void filter() {
    sorter.setRowFilter(RowFilter.regexFilter("(?i)" + Pattern.quote(search.getText().strip())));
    int found = table.getRowCount();
    String none = model.getRowCount() == 0 ? "No leads yet." : "No leads match.";
    say(found == 0 ? none : found == 1 ? "1 lead" : found + " leads", false);
  }

  private void say(String words, boolean alert) {
    status.setForeground(alert ? Look.ALERT : Look.MUTED);
    status.setText(words);
  }

  /** Filters at each key. */
  private final class Filter implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      filter();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      filter();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      filter();
    }
  }
}
