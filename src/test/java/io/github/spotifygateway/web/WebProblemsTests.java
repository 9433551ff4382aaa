package io.github.spotifygateway.web;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is answered when a controller's answer does not come about.
 */
class WebProblemsTests {

	@Test
	void lengthOfTheAnswerThatFailedIsForgotten() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setContentLength(5);
		new WebProblems().handleUnexpected(new IllegalStateException("late"), new MockHttpServletRequest(), response);
		assertThat(response.getContentLengthLong()).isNegative();
	}

}
