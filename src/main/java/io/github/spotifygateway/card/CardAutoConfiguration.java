package io.github.spotifygateway.card;

import java.time.InstantSource;

import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.playback.Player;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.GatewaySecurity;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Brings share cards: {@code /api/cards} for those who make them, {@code /cards} for
 * those who see them.
 */
@AutoConfiguration(after = ConnectionAutoConfiguration.class, before = OAuth2ClientWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.card.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CardProperties.class)
public final class CardAutoConfiguration {

	private static final int DRAWING_THREADS = 4;

	private static final int DRAWING_QUEUE = 200;

	private static final int FETCHING_THREADS = 6;

	private static final int FETCHING_QUEUE = 50;

	/**
	 * For everyone; other methods of the same paths, and all other paths under
	 * {@code /cards}, may be a host application's and are not opened here.
	 */
	@Bean
	@Order(15)
	SecurityFilterChain spotifyGatewayCardSecurityFilterChain(HttpSecurity http, GatewaySecurity security) {
		http.securityMatcher(new OrRequestMatcher(matcher(HttpMethod.GET, "svg"), matcher(HttpMethod.HEAD, "svg"),
				matcher(HttpMethod.GET, "json"), matcher(HttpMethod.HEAD, "json")));
		security.common().customize(http);
		http.addFilterBefore(new CardHeaders(), HeaderWriterFilter.class);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	ApiRequests spotifyGatewayCardApi() {
		return ApiRequests.to("/api/cards", "/api/cards/{id}");
	}

	@Bean
	CardRepository spotifyGatewayCardRepository(GatewayDatabase database) {
		return new CardRepository(database);
	}

	@Bean
	Snapshots spotifyGatewayCardSnapshots(CardRepository repository, KeyRing keyRing) {
		return new Snapshots(repository, keyRing);
	}

	@Bean
	Cards spotifyGatewayCards(CardRepository repository, Connections connections, Snapshots snapshots,
			ObjectProvider<Player> player, ApplicationEventPublisher events) {
		return new Cards(repository, connections, snapshots, player, InstantSource.system(), events);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler spotifyGatewayCardScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("card-upkeep-");
		return scheduler;
	}

	@Bean
	SnapshotUpkeep spotifyGatewayCardSnapshotUpkeep(CardRepository repository,
			@Qualifier("spotifyGatewayCardScheduler") ThreadPoolTaskScheduler scheduler) {
		return new SnapshotUpkeep(repository, scheduler, InstantSource.system());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayCardExecutor() {
		return executor("card-", DRAWING_THREADS, DRAWING_QUEUE);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayCoverExecutor() {
		return executor("card-cover-", FETCHING_THREADS, FETCHING_QUEUE);
	}

	@Bean
	SharedCards spotifyGatewaySharedCards(CardRepository repository, Snapshots snapshots, CardProperties properties,
			UpstreamHttpClient httpClient, @Qualifier("spotifyGatewayCardExecutor") ThreadPoolTaskExecutor cardExecutor,
			@Qualifier("spotifyGatewayCoverExecutor") ThreadPoolTaskExecutor coverExecutor) {
		Covers covers = new Covers(new ImageOrigins(properties.imageOrigins()), new CoverClient(httpClient),
				coverExecutor);
		return new SharedCards(repository, snapshots, covers, cardExecutor, InstantSource.system());
	}

	@Bean
	CardController spotifyGatewayCardController(Cards cards, PublicUrl publicUrl) {
		return new CardController(cards, publicUrl);
	}

	@Bean
	SharedCardController spotifyGatewaySharedCardController(SharedCards cards) {
		return new SharedCardController(cards);
	}

	@Bean
	CardProblems spotifyGatewayCardProblems() {
		return new CardProblems();
	}

	private static RequestMatcher matcher(HttpMethod method, String suffix) {
		return PathPatternRequestMatcher.withDefaults()
			.matcher(method, "/cards/{secret:" + CardSecret.FORM + "}." + suffix);
	}

	private static ThreadPoolTaskExecutor executor(String name, int threads, int queue) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(name);
		executor.setCorePoolSize(threads);
		executor.setMaxPoolSize(threads);
		executor.setQueueCapacity(queue);
		executor.setAllowCoreThreadTimeOut(true);
		return executor;
	}

}
