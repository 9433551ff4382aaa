package io.github.spotifygateway.connection;

import java.util.List;

import io.github.spotifygateway.web.GatewayCaller;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import org.springframework.security.core.Authentication;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class SpotifyUserTests {

	@Test
	void userStaysTheSameInASessionThatIsKeptAsJson() {
		JsonMapper jsonMapper = JsonMapper.builder()
			.addModules(SecurityJacksonModules.getModules(getClass().getClassLoader(),
					BasicPolymorphicTypeValidator.builder().allowIfSubType(SpotifyUser.class)))
			.build();
		SpotifyUser user = new SpotifyUser("alice", "alice");
		Authentication caller = new OAuth2AuthenticationToken(user, List.of(), Connections.REGISTRATION_ID);
		Authentication read = jsonMapper.readValue(jsonMapper.writeValueAsString(caller),
				OAuth2AuthenticationToken.class);
		assertThat(read).isEqualTo(caller);
		assertThat(GatewayCaller.include(read)).isTrue();
	}

}
