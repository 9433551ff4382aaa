package io.github.spotifygateway.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import javax.sql.DataSource;

import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.store.DatabaseFailure;
import io.github.spotifygateway.store.ExistingDatabaseOnly;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.SecurityEvent.Type;
import io.github.spotifygateway.web.SecurityEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.Banner.Mode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.dao.DataAccessException;

/**
 * The command {@code keys}: looks after the key ring and what it has encrypted, with the
 * server's settings and without starting the server.
 */
public final class KeysCommand {

	/** The first word of the command line. */
	public static final String NAME = "keys";

	private static final Log logger = LogFactory.getLog(KeysCommand.class);

	private static final int DONE = 0;

	private static final int FAILED = 1;

	private static final int MISUSED = 2;

	private static final String USAGE = """
			Usage: keys <what> [--name=value ...], with the settings of the server

			  keys generate     print a new entry for a key ring
			  keys rotate       rotate, phase one: add a new key to the key file
			  keys rotate <id>  rotate, phase two: encrypt with that key of the file
			  keys reencrypt    bring what is stored under the key that encrypts
			  keys status       say which key does what, and what to do next""";

	private final Properties defaults = new Properties();

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Prepare the command.
	 * @param defaults the server's defaults
	 * @param out takes what was asked for
	 * @param err takes what went wrong
	 */
	public KeysCommand(Properties defaults, PrintStream out, PrintStream err) {
		this.defaults.putAll(defaults);
		this.defaults.putAll(ownDefaults());
		this.out = out;
		this.err = err;
	}

	/**
	 * Run it.
	 * @param args what stands behind {@link #NAME}
	 * @return the exit code: 0 if all is well, 1 if not, 2 if the arguments make no sense
	 */
	public int run(String... args) {
		if (List.of(args).contains("--help")) {
			this.out.println(USAGE);
			return DONE;
		}
		Optional<KeysArguments> arguments = KeysArguments.parse(args);
		if (arguments.isEmpty()) {
			this.err.println(USAGE);
			return MISUSED;
		}
		try {
			return run(arguments.get());
		}
		catch (DataAccessException ex) {
			return fail(DatabaseFailure.whileInUse(ex));
		}
		catch (RuntimeException ex) {
			return fail(ex);
		}
	}

	private int run(KeysArguments arguments) {
		if (arguments.action() == KeysArguments.Action.GENERATE) {
			this.out.println(KeyRingSource.generateEntry());
			return DONE;
		}
		try (ConfigurableApplicationContext context = start(arguments)) {
			return run(arguments, context);
		}
	}

	private int run(KeysArguments arguments, ConfigurableApplicationContext context) {
		KeyRingSource source = context.getBean(KeyRingSource.class);
		if (arguments.action() == KeysArguments.Action.ROTATE) {
			new KeyRotation(source, this.out).run(arguments.keyId());
			new AuditedKeys(context).tell(SecurityEvent.success(Type.KEYS_ROTATED).about(arguments.keyId()));
			return DONE;
		}
		Optional<GatewayDatabase> database = GatewayDatabase.find(context.getBean(DataSource.class));
		if (arguments.action() == KeysArguments.Action.REENCRYPT) {
			reencrypt(new StoredReencryption(source, database, this.out), new AuditedKeys(context));
			return DONE;
		}
		return new KeysReport(source, database).print(this.out) ? DONE : FAILED;
	}

	private static void reencrypt(StoredReencryption reencryption, AuditedKeys audited) {
		try {
			reencryption.run();
			audited.tell(SecurityEvent.success(Type.KEYS_REENCRYPTED));
		}
		catch (StartupFailure ex) {
			audited.tell(SecurityEvent.failure(Type.KEYS_REENCRYPTED, "incomplete"));
			throw ex;
		}
	}

	private ConfigurableApplicationContext start(KeysArguments arguments) {
		// said by the command itself, also when the settings for logging cannot be read
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(SpringApplication.class.getName(), LogLevel.OFF);
		SpringApplication application = new SpringApplication(KeysConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(this.defaults);
		application.setBannerMode(Mode.OFF);
		application.setLazyInitialization(true);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		application.addInitializers(new ExistingDatabaseOnly());
		return application.run(arguments.settings().toArray(String[]::new));
	}

	private int fail(RuntimeException failure) {
		logger.debug("The command failed", failure);
		this.err.println(FailureText.of(failure));
		return FAILED;
	}

	private static Properties ownDefaults() {
		try {
			return PropertiesLoaderUtils.loadProperties(new ClassPathResource("command.properties", KeysCommand.class));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
