package io.github.spotifygateway.embedding;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.example.host.HostApplication;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * One application, with the gateway and without it: of its own, nothing differs.
 */
class HostNeutralityTests {

	/**
	 * What Spring Security has for authorized clients, in which Spotify's have their
	 * place.
	 */
	private static final Set<Class<?>> REPLACED = Set.of(ClientRegistrationRepository.class,
			OAuth2AuthorizedClientService.class, OAuth2AuthorizedClientManager.class);

	/**
	 * Types of which an application has many, so that one more takes no other's place.
	 */
	private static final Set<Class<?>> ONE_OF_MANY = Set.of(SecurityFilterChain.class, WebMvcConfigurer.class,
			HandlerMapping.class, ClientHttpRequestFactoryBuilderCustomizer.class, FilterRegistrationBean.class);

	private static Seen with;

	private static Seen without;

	@BeforeAll
	static void start() {
		with = Seen.of(Embedded.runner());
		without = Seen.of(Embedded.runnerWithout());
	}

	@Test
	void beansOfTheHostAreTheSame() {
		assertThat(with.beans()).isEqualTo(without.beans());
	}

	@Test
	void beansOfTheGatewayTakeNoOthersPlace() {
		assertThat(with.intruders()).isEmpty();
	}

	@Test
	void whatTheHostIsGivenByTypeIsTheSame() {
		assertThat(with.byType()).isEqualTo(without.byType());
	}

	@Test
	void filtersAreTheSame() {
		assertThat(with.filters()).isEqualTo(without.filters());
		assertThat(with.chain()).isEqualTo(without.chain()).isNotEmpty();
	}

	@Test
	void handlerMappingsAreTheSame() {
		assertThat(with.handlerMappings()).isEqualTo(without.handlerMappings());
	}

	@Test
	void environmentIsTheSame() {
		assertThat(with.propertySources()).isEqualTo(without.propertySources());
	}

	@Test
	void answersAreTheSame() {
		assertThat(with.answers()).containsExactlyInAnyOrderEntriesOf(without.answers());
		assertThat(with.answers().get("carol /api/cards/1/prices")).endsWith("host");
		assertThat(with.answers().get("carol /v1/nothing")).endsWith("host");
		assertThat(with.answers().get("post /")).endsWith("host");
		assertThat(with.answers().get("/open/orders/1")).contains("order_number", "1970-01-01");
		assertThat(with.answers().get("/open/refused")).contains("418", "host: refused");
	}

	@Test
	void jsonOfTheGatewayIsItsOwn() {
		assertThat(with.session()).contains("\"signedIn\":false");
	}

	/**
	 * Everything of the host that can be seen from outside and inside.
	 */
	private record Seen(Map<String, String> beans, List<String> intruders, Map<String, List<String>> byType,
			List<String> filters, List<String> chain, Set<String> handlerMappings, List<String> propertySources,
			Map<String, String> answers, String session) {

		static Seen of(WebApplicationContextRunner runner) {
			List<Seen> seen = new ArrayList<>();
			runner.withUserConfiguration(HostApplication.class)
				.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
						"spring.security.oauth2.client.registration.github.client-id=a",
						"spring.security.oauth2.client.registration.github.client-secret=b")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					seen.add(of(context));
				});
			return seen.get(0);
		}

		private static Seen of(AssertableWebApplicationContext context) throws Exception {
			return new Seen(beansOf(context), intrudersIn(context), byTypeIn(context), filtersOf(context),
					names(context.getBean(FilterChainProxy.class).getFilters("/orders/1")), mappingsOf(context),
					context.getEnvironment().getPropertySources().stream().map(PropertySource::getName).toList(),
					answersOf(context), text(mvc(context), get("/api/session")));
		}

		private static Map<String, String> beansOf(AssertableWebApplicationContext context) {
			return Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> !isOwn(context, name))
				.filter((name) -> REPLACED.stream().noneMatch((type) -> context.isTypeMatch(name, type)))
				// these make what is replaced
				.filter((name) -> !name.contains("OAuth2ClientProperties")
						&& !name.contains("ClientRegistrationRepositoryConfiguration"))
				.collect(Collectors.toMap(Function.identity(), (name) -> String.valueOf(context.getType(name)),
						(first, second) -> first, TreeMap::new));
		}

		private static List<String> intrudersIn(AssertableWebApplicationContext context) {
			return Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> name.startsWith("spotifyGateway"))
				.filter((name) -> !String.valueOf(context.getType(name)).contains(Embedded.PACKAGE))
				.filter((name) -> definition(context, name).isDefaultCandidate())
				.filter((name) -> ONE_OF_MANY.stream().noneMatch((type) -> context.isTypeMatch(name, type)))
				.filter((name) -> REPLACED.stream().noneMatch((type) -> context.isTypeMatch(name, type)))
				.toList();
		}

		private static Map<String, List<String>> byTypeIn(AssertableWebApplicationContext context) {
			Map<String, List<String>> found = new TreeMap<>();
			for (Class<?> type : List.of(Clock.class, JsonMapper.class, RestClient.Builder.class, TaskExecutor.class,
					TaskScheduler.class, Executor.class, UserDetailsService.class, DataSource.class,
					PlatformTransactionManager.class, JdbcClient.class, String.class)) {
				found.put(type.getName(),
						Arrays.stream(context.getBeanNamesForType(type))
							.filter((name) -> definition(context, name).isDefaultCandidate())
							.toList());
			}
			return found;
		}

		private static List<String> filtersOf(AssertableWebApplicationContext context) {
			return new ServletContextInitializerBeans(context.getSourceApplicationContext()).stream()
				.map(Object::toString)
				.filter((registration) -> registration.contains("Filter") || registration.contains("filter"))
				// those of the gateway are for its own paths
				.filter((registration) -> !registration.startsWith("spotifyGateway"))
				.toList();
		}

		private static Set<String> mappingsOf(AssertableWebApplicationContext context) {
			return context.getBeansOfType(HandlerMapping.class)
				.entrySet()
				.stream()
				.filter((mapping) -> !isOwn(context, mapping.getKey()))
				.map((mapping) -> mapping.getKey() + " " + mapping.getValue().getClass().getName())
				.collect(Collectors.toCollection(TreeSet::new));
		}

		private static Map<String, String> answersOf(AssertableWebApplicationContext context) throws Exception {
			MockMvcTester mvc = mvc(context);
			Map<String, String> answers = new TreeMap<>();
			for (String path : List.of("/orders/1", "/open/orders/1", "/open/orders/x", "/open/nothing",
					"/open/refused", "/api/orders/1", "/api/me/orders/1", "/v1/orders/1", "/v1/nothing", "/admin/x",
					"/nothing", "/login", "/logout", "/cards/visa.svg", "/api/tokens/list/all", "/api/device/list",
					"/api/device/requests/1/notes", "/api/cards/1/prices", "/api/me/top/sellers", "/assets/logo.png",
					"/assets/nothing.js", "/assets/page.js/x", "/link", "/link/x")) {
				answers.put(path, text(mvc, get(path)));
				answers.put("carol " + path, text(mvc, get(path).with(httpBasic("carol", "carol"))));
			}
			for (String path : List.of("/", "/assets/page.js", "/docs", "/device",
					"/cards/aaaaaaaaaaaaaaaaaaaaaaaaaa.svg")) {
				answers.put("post " + path, text(mvc, post(path).with(csrf()).with(httpBasic("carol", "carol"))));
			}
			answers.put("wrong password", text(mvc, get("/orders/1").with(httpBasic("carol", "wrong"))));
			answers.put("post without CSRF token", text(mvc, post("/open/orders").content("{")));
			answers.put("logout without CSRF token", text(mvc, post("/logout")));
			answers.put("method", text(mvc, get("/open/orders").with(httpBasic("carol", "carol"))));
			answers.put("preflight", text(mvc, options("/orders/1").header("Origin", "https://shop.example")
				.header("Access-Control-Request-Method", "GET")));
			answers.put("broken", text(mvc, get("/open/broken")));
			return answers;
		}

		private static MockMvcTester mvc(AssertableWebApplicationContext context) {
			return MockMvcTester.from(context, (builder) -> builder.apply(springSecurity()).build());
		}

		private static String text(MockMvcTester mvc, MockHttpServletRequestBuilder request) throws Exception {
			MvcTestResult exchange = mvc.perform(request);
			Throwable failure = exchange.getUnresolvedException();
			if (failure != null) {
				return "failed with " + failure;
			}
			MockHttpServletResponse response = exchange.getMvcResult().getResponse();
			List<String> headers = response.getHeaderNames()
				.stream()
				.filter((name) -> !name.equals("Set-Cookie"))
				.sorted()
				.map((name) -> name + "=" + response.getHeaders(name))
				.toList();
			// a form has a CSRF token in it
			return response.getStatus() + " " + headers + " "
					+ response.getContentAsString().replaceAll("value=\"[^\"]*\"", "value");
		}

		private static boolean isOwn(AssertableWebApplicationContext context, String name) {
			String type = String.valueOf(context.getType(name));
			return name.startsWith("spotifyGateway") || name.startsWith("spotify-gateway")
					|| type.contains(Embedded.PACKAGE);
		}

		private static AbstractBeanDefinition definition(AssertableWebApplicationContext context, String name) {
			return (AbstractBeanDefinition) ((ConfigurableApplicationContext) context.getSourceApplicationContext())
				.getBeanFactory()
				.getBeanDefinition(name);
		}

		private static List<String> names(List<Filter> filters) {
			return filters.stream().map((filter) -> filter.getClass().getName()).toList();
		}

	}

}
