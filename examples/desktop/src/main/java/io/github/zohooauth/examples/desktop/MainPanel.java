package io.github.zohooauth.examples.desktop;

import java.awt.CardLayout;
import javax.swing.JPanel;

/** What fills the window: the sign-in, or the leads. */
final class MainPanel extends JPanel {

  private static final long serialVersionUID = 1;

  private final CardLayout cards = new CardLayout();
  private final SignInPanel signIn;
  private final LeadsPanel leads;

  MainPanel(Account account) {
    setLayout(cards);
    signIn = new SignInPanel(account, this::showLeads);
    leads = new LeadsPanel(account, this::showSignIn);
    add(signIn, "sign-in");
    add(leads, "leads");
    if (account.isSignedIn()) {
      showLeads();
    }
  }

  private void showLeads() {
    cards.show(this, "leads");
    leads.refresh();
  }

  private void showSignIn(Trouble why) {
    signIn.tell(why);
    cards.show(this, "sign-in");
  }
}
