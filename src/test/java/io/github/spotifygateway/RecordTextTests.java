package io.github.spotifygateway;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record prints all of its components unless told otherwise: none may print a secret.
 */
class RecordTextTests {

	private static final Pattern SECRET = Pattern.compile("(?i).*(token|verifier|secret|password)|ring|email");

	private static final String SENTINEL = "SENTINEL";

	static Stream<Class<?>> records() {
		return new ClassFileImporter().withImportOption(new DoNotIncludeTests())
			.importPackages("io.github.spotifygateway")
			.stream()
			.filter(JavaClass::isRecord)
			.map(JavaClass::reflect);
	}

	@ParameterizedTest
	@MethodSource("records")
	void recordPrintsNoSecret(Class<?> type) throws ReflectiveOperationException {
		assertThat(instance(type).toString()).doesNotContain(SENTINEL).doesNotContainPattern("sgw_pat_[0-9A-Za-z]");
	}

	@Test
	void recordsWithSecretsAreAmongThem() {
		assertThat(records().filter(RecordTextTests::hasSecret)).extracting(Class::getSimpleName)
			.contains("Tokens", "PendingLogin", "NewToken", "KeyProperties", "Email");
	}

	private static boolean hasSecret(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.anyMatch((component) -> SECRET.matcher(component.getName()).matches());
	}

	private static Object instance(Class<?> type) throws ReflectiveOperationException {
		RecordComponent[] components = type.getRecordComponents();
		Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			values[i] = value(components[i]);
		}
		Constructor<?> constructor = type
			.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
		constructor.setAccessible(true);
		return constructor.newInstance(values);
	}

	private static Object value(RecordComponent component) throws ReflectiveOperationException {
		Class<?> type = component.getType();
		String text = SECRET.matcher(component.getName()).matches() ? SENTINEL : "text";
		if (type == String.class) {
			return text;
		}
		if (type == URI.class) {
			return URI.create("text:" + text);
		}
		if (type == Duration.class) {
			return Duration.ofHours(1);
		}
		if (type == int.class) {
			return 1;
		}
		if (type == List.class) {
			return List.of(text);
		}
		if (type == Set.class) {
			return Set.of(text);
		}
		if (type.isRecord()) {
			return instance(type);
		}
		if (type.isArray()) {
			return Array.newInstance(type.getComponentType(), 0);
		}
		return type.isPrimitive() ? primitive(type) : generated(type);
	}

	private static Object primitive(Class<?> type) {
		Object array = Array.newInstance(type, 1);
		return Array.get(array, 0);
	}

	private static Object generated(Class<?> type) throws ReflectiveOperationException {
		if (!type.getSimpleName().equals("ApiTokenValue")) {
			return null;
		}
		Method generate = type.getDeclaredMethod("generate");
		generate.setAccessible(true);
		return generate.invoke(null);
	}

}
