package io.github.spotifygateway.page;

import java.time.Duration;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.Cookie;
import io.github.spotifygateway.journey.AgedSession;
import io.github.spotifygateway.journey.Device;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a user lets a device in, or does not.
 */
@RequiresChromium
class DeviceBrowserTests {

	private final Gateway gateway = Gateway.shared();

	private final Visitor visitor;

	DeviceBrowserTests(Browser chromium) {
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from device_login").update();
		this.gateway.database().sql("delete from connection").update();
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void visitorWithTheLinkSignsInComesBackAndApproves() {
		Device device = Device.begin(this.gateway, "client_name=my+television&scope=read+player");
		this.visitor.page().navigate(device.verificationUriComplete());
		this.visitor.at("#sign-in").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(device.verificationUriComplete());
		assertThat(this.visitor.at("#user-code")).hasValue(device.userCode());
		this.visitor.at("#continue").click();
		assertThat(this.visitor.at("#decide-heading")).hasText("Let “my television” in?");
		assertThat(this.visitor.at("#decide-heading")).isFocused();
		assertThat(this.visitor.at("#wanted-scopes code")).hasText(new String[] { "read", "player" });
		assertThat(this.visitor.at("#wanted-scopes")).containsText("Controls the player");
		assertThat(this.visitor.at("#shown-code")).hasText(device.userCode());
		assertThat(this.visitor.at("#asked-from")).hasText("127.0.0.1");
		assertThat(this.visitor.at("#asked-at")).hasText(Pattern.compile("\\d{1,2} [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d"));
		assertThat(this.visitor.at("#decide .notice")).containsText("Approve only what you started yourself");
		assertThat(device.redeem(this.gateway)).isEqualTo("authorization_pending");
		this.visitor.at("#approve").click();
		assertThat(this.visitor.at("#approved")).isVisible();
		assertThat(this.visitor.at("#approved-heading")).isFocused();
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
		this.visitor.at("#approved a").click();
		assertThat(this.visitor.at(".token-name")).hasText("my television");
	}

	@Test
	void visitorTypesTheCodeAndRefuses() {
		Device device = Device.begin(this.gateway, "");
		openSignedIn();
		assertThat(this.visitor.at("#user-code")).isFocused();
		this.visitor.page().keyboard().type(device.userCode().replace("-", " ").toLowerCase());
		this.visitor.page().keyboard().press("Enter");
		this.visitor.at("#refuse").click();
		assertThat(this.visitor.at("#refused")).isVisible();
		assertThat(device.redeem(this.gateway)).isEqualTo("access_denied");
	}

	@Test
	void wrongCodeIsSaidAndCanBeCorrected() {
		Device device = Device.begin(this.gateway, "");
		openSignedIn();
		enter("BBBB-BBBB");
		assertThat(this.visitor.at("#enter-notice .notice-title")).hasText("No such device login");
		enter(device.userCode());
		assertThat(this.visitor.at("#decide")).isVisible();
	}

	@Test
	void decisionThatSomebodyElseMadeIsSaid() {
		Device device = Device.begin(this.gateway, "");
		openSignedIn();
		enter(device.userCode());
		assertThat(this.visitor.at("#decide")).isVisible();
		this.gateway.database().sql("update device_login set state = 'REFUSED'").update();
		this.visitor.at("#approve").click();
		assertThat(this.visitor.at("#decide-notice .notice-title")).hasText("No such device login");
		assertThat(this.visitor.at("#approved")).isHidden();
	}

	@Test
	void oldLoginIsRenewedAndComesBackToTheCode() throws Exception {
		Device device = Device.begin(this.gateway, "");
		openSignedIn();
		enter(device.userCode());
		assertThat(this.visitor.at("#decide")).isVisible();
		AgedSession.age(this.gateway, sessionCookie(), Duration.ofMinutes(11));
		this.visitor.at("#approve").click();
		this.visitor.at("#decide-notice a").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(device.verificationUriComplete());
		this.visitor.at("#continue").click();
		this.visitor.at("#approve").click();
		assertThat(this.visitor.at("#approved")).isVisible();
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	@Test
	void sessionThatEndedElsewhereAsksToSignInAgain() {
		Device device = Device.begin(this.gateway, "");
		openSignedIn();
		this.visitor.context().clearCookies();
		enter(device.userCode());
		assertThat(this.visitor.at("#signed-out")).isVisible();
		this.visitor.at("#sign-in").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(device.verificationUriComplete());
	}

	@Test
	void nameThatIsMarkupIsOnlyText() {
		Device device = Device.begin(this.gateway, "client_name=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E");
		openSignedIn();
		enter(device.userCode());
		assertThat(this.visitor.at("#client-name")).hasText("<img src=x onerror=alert(1)>");
		assertThat(this.visitor.at("#client-name *")).hasCount(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.test", "<b>", "../../x", "%26return_to=/x", "%E2%80%A8" })
	void linkWithSomethingElseInsteadOfACodeLeadsNowhereElse(String code) {
		this.visitor.page().navigate(this.visitor.home() + "device?user_code=" + code);
		this.visitor.at("#sign-in").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#enter")).isVisible();
		assertThat(this.visitor.page().url()).startsWith(this.visitor.home())
			.matches(".*/device(\\?user_code=[A-Za-z-]+)?");
	}

	private void openSignedIn() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.page().navigate(this.visitor.home() + "device");
		assertThat(this.visitor.at("#enter")).isVisible();
	}

	private void enter(String code) {
		this.visitor.at("#user-code").fill(code);
		this.visitor.at("#continue").click();
	}

	private String sessionCookie() {
		return this.visitor.context()
			.cookies()
			.stream()
			.filter((cookie) -> "__Host-sgw-session".equals(cookie.name))
			.map((Cookie cookie) -> cookie.value)
			.findFirst()
			.orElseThrow();
	}

}
