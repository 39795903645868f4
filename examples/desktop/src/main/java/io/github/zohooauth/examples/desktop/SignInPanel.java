package io.github.zohooauth.examples.desktop;

import java.awt.Component;
import java.awt.GridBagLayout;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;

/** Invites to sign in, and waits for the browser. */
final class SignInPanel extends JPanel {

  private static final long serialVersionUID = 1;

  private final transient Account account;
  private final transient Runnable signedIn;
  private final JLabel words =
      Look.words("Your browser opens Zoho. This window goes on by itself.");
  private final JLabel alert = Look.words(" ");
  private final JButton signIn = Look.first("Sign in with Zoho", 'S', this::signIn);
  private final JButton cancel;
  private final JProgressBar progress = new JProgressBar();

  SignInPanel(Account account, Runnable signedIn) {
    super(new GridBagLayout());
    this.account = account;
    this.signedIn = signedIn;
    cancel = Look.button("Cancel", 'C', account::cancel);
    setBackground(Look.PAPER);
    add(card());
    waiting(false);
  }

  private JPanel card() {
    JPanel card = new JPanel();
    card.setLayout(new BoxLayout(card, BoxLayout.Y_AXIS));
    card.setBackground(Look.CARD);
    card.setBorder(BorderFactory.createEmptyBorder(36, 40, 32, 40));
    card.putClientProperty("FlatLaf.style", "arc: 18");
    alert.setForeground(Look.ALERT);
    progress.setIndeterminate(true);
    progress.getAccessibleContext().setAccessibleName("Waiting for the browser");
    Component[] parts = {
      Look.title("Your leads, on your desktop"),
      Box.createVerticalStrut(10),
      words,
      Box.createVerticalStrut(22),
      signIn,
      cancel,
      Box.createVerticalStrut(16),
      progress,
      alert
    };
    for (Component part : parts) {
      if (part instanceof JComponent component) {
        component.setAlignmentX(LEFT_ALIGNMENT);
      }
      card.add(part);
    }
    return card;
  }

  /** Shows what went wrong. */
  void tell(Trouble trouble) {
    alert.setText(trouble.words());
  }

  private void signIn() {
    waiting(true);
    Work.inBackground(
        () -> {
          account.signIn();
          return "";
        },
        ignored -> {
          waiting(false);
          signedIn.run();
        },
        trouble -> {
          waiting(false);
          tell(trouble);
        });
  }

  private void waiting(boolean waits) {
    words.setText(
        waits
            ? "Go on in your browser. This window waits for it."
            : "Your browser opens Zoho. This window goes on by itself.");
    if (waits) {
      alert.setText(" ");
    }
    signIn.setVisible(!waits);
    cancel.setVisible(waits);
    progress.setVisible(waits);
    (waits ? cancel : signIn).requestFocusInWindow();
  }
}
