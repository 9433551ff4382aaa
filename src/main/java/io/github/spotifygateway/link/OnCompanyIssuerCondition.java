package io.github.spotifygateway.link;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when an issuer is named. An empty name is none.
 */
final class OnCompanyIssuerCondition extends SpringBootCondition {

	private static final String PREFIX = "spotify-gateway.jwt.";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		boolean named = StringUtils.hasText(environment.getProperty(PREFIX + "issuer"));
		boolean enabled = environment.getProperty(PREFIX + "enabled", Boolean.class, true);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnCompanyIssuer.class);
		return (named && enabled) ? ConditionOutcome.match(message.because("an issuer is named"))
				: ConditionOutcome.noMatch(message.because("no issuer is named, or it is switched off"));
	}

}
