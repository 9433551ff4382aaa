package io.github.spotifygateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;

import io.github.spotifygateway.command.KeysCommand;
import io.github.spotifygateway.standalone.StandaloneConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The gateway as a server of its own. Everything it does comes by auto-configuration, as
 * in a host application; this adds the settings and answers a host would have.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StandaloneConfiguration.class)
public class SpotifyGatewayApplication {

	/**
	 * Start the gateway, or run a command and exit.
	 * @param args settings as {@code --name=value}, behind a command if there is one
	 */
	public static void main(String[] args) {
		if (args.length > 0 && KeysCommand.NAME.equals(args[0])) {
			System.exit(new KeysCommand(defaultProperties(), System.out, System.err)
				.run(Arrays.copyOfRange(args, 1, args.length)));
		}
		SpringApplication application = new SpringApplication(SpotifyGatewayApplication.class);
		application.setDefaultProperties(defaultProperties());
		application.run(args);
	}

	private static Properties defaultProperties() {
		try {
			return PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("standalone.properties", SpotifyGatewayApplication.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
