package io.github.spotifygateway.link;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of company users' connections.
 */
class CompanyUserTests {

	@ParameterizedTest
	@CsvSource({ "ab, c, a, bc", "a, '', '', a", "a, b, b, a", "a, B, a, b", "a, é, a, e", "a, ü, a, ?" })
	void anotherIssuerOrSubjectIsAnotherUser(String issuer, String subject, String otherIssuer, String otherSubject) {
		assertThat(name(issuer, subject)).isNotEqualTo(name(otherIssuer, otherSubject));
	}

	@Test
	void nameOfAPersonIsNoPartOfTheUser() {
		assertThat(new CompanyUser("a", "b", "Ann").principalName()).isEqualTo(name("a", "b"));
	}

	@Property
	void everyUserHasANameOfItsOwnThatFits(@ForAll String issuer, @ForAll String subject, @ForAll String other) {
		assertThat(name(issuer, subject)).matches("jwt:[A-Za-z0-9_-]{43}");
		assertThat(CompanyUser.isNamed(name(issuer, subject))).isTrue();
		assertThat(name(issuer, subject).equals(name(issuer, other))).isEqualTo(subject.equals(other));
	}

	private static String name(String issuer, String subject) {
		return new CompanyUser(issuer, subject, null).principalName();
	}

}
