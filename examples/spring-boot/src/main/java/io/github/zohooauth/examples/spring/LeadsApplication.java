package io.github.zohooauth.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Shows users their leads; start it with the properties {@code zoho.*} and a database. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LeadsApplication {

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    SpringApplication.run(LeadsApplication.class, arguments);
  }
}
