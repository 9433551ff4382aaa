package io.github.spotifygateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import io.github.spotifygateway.connection.FilledConnections;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeysAutoConfiguration;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import io.github.spotifygateway.store.Timestamps;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Fills a database with connections and API tokens through the gateway's own classes, and
 * writes the secrets of the tokens to a file. Users have the same number of tokens each,
 * as far as that goes.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, KeysAutoConfiguration.class,
		StoreAutoConfiguration.class })
public class Filler {

	private static final int AT_ONCE = 1000;

	private static final Duration LIFETIME = Duration.ofDays(90);

	/** When tokens were used last, so that a part of them is always due to have it noted. */
	private static final Duration USES = Duration.ofMinutes(10);

	/** Of the tokens, by how their ids begin. */
	private static final int PARTS = 256;

	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Filler.class)
			.web(WebApplicationType.NONE)
			.run(args)) {
			GatewayDatabase database = context.getBean(GatewayDatabase.class);
			FilledConnections connections = new FilledConnections(database, context.getBean(KeyRing.class));
			int users = context.getEnvironment().getRequiredProperty("users", Integer.class);
			int tokens = context.getEnvironment().getRequiredProperty("tokens", Integer.class);
			forEach(users, database, connections::add);
			List<String> secrets = tokens(tokens, connections.ids(), database);
			Files.write(Path.of(context.getEnvironment().getRequiredProperty("secrets")), secrets);
		}
	}

	private static List<String> tokens(int count, List<String> connectionIds, GatewayDatabase database) {
		ApiTokenRepository repository = new ApiTokenRepository(database);
		List<String> secrets = Collections.synchronizedList(new ArrayList<>());
		forEach(count, database, (number) -> {
			ApiTokenValue value = ApiTokenValue.generate();
			Instant now = Instant.now();
			ApiToken token = new ApiToken(UUID.randomUUID().toString(), "bench", value.hint(),
					Set.of(ApiTokenScope.READ, ApiTokenScope.RAW), now, now.plus(LIFETIME), null);
			repository.insert(token, value.hash(), connectionIds.get(number % connectionIds.size()));
			secrets.add(value.reveal());
		});
		noteUses(database);
		return secrets;
	}

	private static void noteUses(GatewayDatabase database) {
		Instant now = Instant.now();
		for (int part = 0; part < PARTS; part++) {
			database.jdbc()
				.sql("update api_token set last_used_at = ? where id like ?")
				.params(Timestamps.of(now.plus(USES.dividedBy(PARTS).multipliedBy(part))), "%02x%%".formatted(part))
				.update();
		}
	}

	private static void forEach(int count, GatewayDatabase database, IntConsumer work) {
		IntStream.iterate(0, (begin) -> begin < count, (begin) -> begin + AT_ONCE)
			.parallel()
			.forEach((begin) -> database.inTransaction(() -> {
				IntStream.range(begin, Math.min(begin + AT_ONCE, count)).forEach(work);
				return true;
			}));
	}

}
