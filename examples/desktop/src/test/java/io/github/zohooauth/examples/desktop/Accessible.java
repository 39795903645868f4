package io.github.zohooauth.examples.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Component;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTextField;

/**
 * What a window owes a person who cannot see it well, or has no mouse.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG 2.2, 1.4.3</a>
 */
final class Accessible {

  private Accessible() {}

  static void check(List<Component> components) {
    for (Component each : components) {
      if (each instanceof JLabel label && !label.getText().isBlank()) {
        assertThat(contrast(label)).as(label.getText()).isGreaterThan(4.5);
      }
      if (each instanceof JButton button
          && button.getText() != null
          && !button.getText().isEmpty()) {
        assertThat(((AbstractButton) button).getMnemonic()).as(button.getText()).isNotZero();
        assertThat(button.isFocusable()).as(button.getText()).isTrue();
      }
      if (each instanceof JTextField) {
        assertThat(components)
            .as("label of a field")
            .anyMatch(other -> other instanceof JLabel label && label.getLabelFor() == each);
      }
      if (each instanceof JTable) {
        assertThat(each.getAccessibleContext().getAccessibleName()).as("name").isNotBlank();
      }
    }
  }

  private static double contrast(Component component) {
    Component below = component;
    while (!below.isOpaque()) {
      below = below.getParent();
    }
    double ink = luminance(component.getForeground());
    double paper = luminance(below.getBackground());
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
