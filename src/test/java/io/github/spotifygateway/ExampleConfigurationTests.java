package io.github.spotifygateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code application.yml.example} true.
 */
class ExampleConfigurationTests {

	private final Map<String, String> example = example();

	@Test
	void showsEveryOwnSettingWithItsDefault() throws IOException {
		Map<String, String> own = this.example.entrySet()
			.stream()
			.filter((setting) -> setting.getKey().startsWith("spotify-gateway."))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		assertThat(own).containsExactlyInAnyOrderEntriesOf(defaults());
	}

	@Test
	void showsSettingsOfSpringBootAsTheStandaloneServerSetsThem() throws IOException {
		Properties standalone = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("standalone.properties", getClass()));
		assertThat(this.example)
			.containsAllEntriesOf(standalone.entrySet()
				.stream()
				.filter((setting) -> this.example.containsKey(setting.getKey()))
				.filter((setting) -> !setting.getKey().toString().startsWith("spotify-gateway."))
				.collect(Collectors.toMap((setting) -> setting.getKey().toString(),
						(setting) -> setting.getValue().toString())))
			.containsKeys("spring.datasource.url", "server.address", "server.servlet.session.timeout");
	}

	private static Map<String, String> defaults() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		try (InputStream metadata = Objects.requireNonNull(
				ExampleConfigurationTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : JsonMapper.shared().readTree(metadata).get("properties")) {
				assertThat(property.get("description").asString()).as(property.get("name").asString()).isNotEmpty();
				defaults.put(property.get("name").asString(), text(property.get("defaultValue")));
			}
		}
		return defaults;
	}

	private static String text(JsonNode value) {
		if (value == null) {
			return "";
		}
		return value.asString().replaceAll("^\\[|]$", "").replace(", ", ",");
	}

	private static Map<String, String> example() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new FileSystemResource("application.yml.example"));
		Map<String, String> settings = new TreeMap<>();
		// in their order, for the elements of lists
		new TreeMap<>(Objects.requireNonNull(yaml.getObject()))
			.forEach((name, value) -> settings.merge(name.toString().replaceAll("\\[\\d+]$", ""), value.toString(),
					(first, second) -> first + "," + second));
		return settings;
	}

}
