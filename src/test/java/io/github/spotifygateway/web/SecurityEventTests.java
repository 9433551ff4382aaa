package io.github.spotifygateway.web;

import io.github.spotifygateway.web.SecurityEvent.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SecurityEventTests {

	@AfterEach
	void forgetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void saysWhichRequestItCameWith() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("192.0.2.7");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		SecurityEvent event = SecurityEvent.success(Type.LOGIN);
		assertThat(event.address()).isEqualTo("192.0.2.7");
		assertThat(event.requestId()).isEqualTo(RequestId.of(request));
	}

	@Test
	void hasNeitherAddressNorRequestInTheBackground() {
		SecurityEvent event = SecurityEvent.failure(Type.REFRESH, "unavailable").by("ada").about("c-1");
		assertThat(event.address()).isNull();
		assertThat(event.requestId()).isNull();
		assertThat(event).hasToString("SecurityEvent[type=refresh, outcome=failure, actor=ada, address=null, "
				+ "subject=c-1, reason=unavailable, requestId=null]");
	}

	@Test
	void cannotBreakALineOfALog() {
		SecurityEvent event = SecurityEvent.denied(Type.ACCESS_DENIED, "a\u0085b")
			.by("x\r\nFAKE \u001b[31m\u202e")
			.about("a\u2028b".repeat(200));
		assertThat(event.reason()).isEqualTo("a?b");
		assertThat(event.actor()).isEqualTo("x??FAKE ?[31m?");
		assertThat(event.subject()).hasSize(255).doesNotContain("\u2028");
	}

	@Test
	void isStableByName() {
		assertThat(Type.API_TOKEN_MINTED).hasToString("api-token-minted");
	}

	@Test
	void keepsAFailingListenerFromItsPublisher() {
		assertThatNoException().isThrownBy(() -> SecurityEvent.success(Type.LOGOUT).publish((event) -> {
			throw new IllegalStateException("listener");
		}));
	}

}
