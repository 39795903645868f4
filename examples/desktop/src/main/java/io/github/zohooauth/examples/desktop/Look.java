package io.github.zohooauth.examples.desktop;

import java.awt.Color;
import java.awt.Font;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;

/** Colors and sizes that the panels share. Text has the contrast of WCAG's level AA. */
final class Look {

  static final Color INK = new Color(0x16202e);
  static final Color MUTED = new Color(0x4a5870);
  static final Color ALERT = new Color(0x9c1c1c);
  static final Color PAPER = new Color(0xf3f6fb);
  static final Color CARD = Color.WHITE;
  static final Color ACCENT = new Color(0x1746a2);

  /** The focus is seen by its ring alone, so text keeps its contrast. */
  private static final String BUTTON =
      "arc: 8; margin: 7,14,7,14; focusWidth: 2; focusColor: #b35c00; focusedBorderColor: #b35c00;"
          + " innerFocusWidth: 0; ";

  private Look() {}

  static JLabel title(String text) {
    JLabel label = new JLabel(text);
    label.setFont(label.getFont().deriveFont(Font.BOLD, 26f));
    label.setForeground(INK);
    return label;
  }

  static JLabel words(String text) {
    JLabel label = new JLabel(text);
    label.setFont(label.getFont().deriveFont(15f));
    label.setForeground(MUTED);
    return label;
  }

  static JButton first(String text, char key, Runnable action) {
    JButton button = button(text, key, action);
    button.putClientProperty(
        "FlatLaf.style",
        BUTTON
            + "background: #1746a2; focusedBackground: #1746a2; hoverBackground: #0f347c;"
            + " pressedBackground: #0f347c; foreground: #ffffff; borderColor: #1746a2;"
            + " hoverBorderColor: #0f347c");
    return button;
  }

  static JButton button(String text, char key, Runnable action) {
    JButton button = new JButton(text);
    button.setMnemonic(key);
    button.setFont(button.getFont().deriveFont(Font.BOLD, 14f));
    button.setForeground(ACCENT);
    button.putClientProperty("FlatLaf.style", BUTTON + "focusedBackground: #ffffff");
    button.addActionListener(event -> action.run());
    return button;
  }

  static <T extends JComponent> T transparent(T component) {
    component.setOpaque(false);
    return component;
  }
}
