package io.github.spotifygateway.link;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.keys.UserCode;
import io.github.spotifygateway.link.LinkRepository.Waiting;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * Lets a company's user give the gateway a grant at Spotify, in a browser that need not
 * know who the user is. A link says for whom the grant will be. Who opens it may be
 * somebody else, to whom the user sent it: so the grant waits until the user brings the
 * code which that browser shows, and only that user can.
 * <p>
 * A link is a ciphertext that holds all there is to know. Nothing is stored of one until
 * it has led to a grant, so that asking for one changes nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, Cross-Site
 * Request Forgery</a>
 */
public final class Links {

	/** How long a link is good, and how long a grant waits for its code. */
	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final int ID_LENGTH = 16;

	private static final SecretContext LINK = new SecretContext("url", "link", "");

	private static final Log logger = LogFactory.getLog(Links.class);

	private static final SecureRandom random = new SecureRandom();

	private final JsonMapper jsonMapper = JsonMapper.shared();

	private final KeyRing keyRing;

	private final LinkRepository repository;

	private final PublicUrl publicUrl;

	private final LinkedGrants grants;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Links(KeyRing keyRing, LinkRepository repository, PublicUrl publicUrl, LinkedGrants grants,
			ApplicationEventPublisher events, Clock clock) {
		this.keyRing = keyRing;
		this.repository = repository;
		this.publicUrl = publicUrl;
		this.grants = grants;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * A new link for a caller.
	 * @param caller who asks
	 * @param scopes what the user shall be asked for besides what a login asks for
	 * @return where a browser gives the grant, unless the caller is no company's user or
	 * its token does not allow that
	 */
	public Optional<String> url(@Nullable Authentication caller, Collection<String> scopes) {
		return (caller instanceof CompanyCaller company && company.mayLink()) ? Optional.of(url(company.user(), scopes))
				: Optional.empty();
	}

	/**
	 * Read a link.
	 * @param secret the last part of its address
	 * @return what it is for
	 * @throws LinkOverException if it is none, was used, or has expired
	 */
	public Link open(String secret) {
		Link link = read(secret);
		if (!link.expiresAt().isAfter(this.clock.instant()) || this.repository.isUsed(link)) {
			throw new LinkOverException();
		}
		return link;
	}

	/**
	 * Keep a grant that somebody gave over a link until its user brings the code.
	 * @param link the link, used up by this
	 * @param authorizedClient the grant
	 * @param account who gave it at Spotify
	 * @return the code, for the browser that gave it, and until when it is good
	 * @throws LinkOverException if the link was used meanwhile, or has expired
	 */
	public KeptGrant keep(Link link, OAuth2AuthorizedClient authorizedClient, Authentication account) {
		Instant now = this.clock.instant();
		this.repository.deleteExpired(now);
		UserCode code = UserCode.generate();
		Instant expiresAt = now.plus(LIFETIME);
		String grant = this.keyRing.encrypt(
				this.jsonMapper.writeValueAsString(PendingGrant.of(authorizedClient, account)), context(link.owner()));
		if (!link.expiresAt().isAfter(now) || !this.repository.insert(link, code, grant, expiresAt)) {
			throw new LinkOverException();
		}
		logger.info("Somebody gave a grant for [" + link.user().principalName() + "], which waits for its code");
		return new KeptGrant(link.user(), code.reveal(), expiresAt);
	}

	/**
	 * Give a user the grant that waits for a code.
	 * @param user the user who brings it
	 * @param text the code as it was typed
	 * @throws WrongLinkCodeException if no grant waits for this user and this code, or
	 * too many codes were tried for it
	 */
	public void confirm(CompanyUser user, String text) {
		String principalName = user.principalName();
		Optional<PendingGrant> grant = UserCode.parse(text).flatMap((code) -> take(principalName, code));
		if (grant.isEmpty()) {
			SecurityEvent.failure(Type.LINKED, "wrong-link-code").by(principalName).publish(this.events);
			throw new WrongLinkCodeException();
		}
		this.grants.save(grant.get(), principalName);
		SecurityEvent.success(Type.LINKED).by(principalName).publish(this.events);
		logger.info("Linked [" + principalName + "]");
	}

	private Optional<PendingGrant> take(String principalName, UserCode code) {
		Instant now = this.clock.instant();
		this.repository.countTry(principalName, now);
		return this.repository.findWaiting(principalName, now)
			.stream()
			.filter((waiting) -> MessageDigest.isEqual(waiting.codeHash(), code.hash()))
			.findFirst()
			.filter(this.repository::take)
			.map(this::read);
	}

	private String url(CompanyUser user, Collection<String> scopes) {
		byte[] id = new byte[ID_LENGTH];
		random.nextBytes(id);
		Link link = new Link(Base64.getUrlEncoder().withoutPadding().encodeToString(id), user, new TreeSet<>(scopes),
				this.clock.instant().plus(LIFETIME));
		return this.publicUrl.resolve("/link/" + this.keyRing.encrypt(this.jsonMapper.writeValueAsString(link), LINK));
	}

	private Link read(String secret) {
		try {
			return this.jsonMapper.readValue(this.keyRing.decrypt(secret, LINK), Link.class);
		}
		catch (DecryptionException | JacksonException ex) {
			throw new LinkOverException();
		}
	}

	private PendingGrant read(Waiting waiting) {
		String owner = Base64.getUrlEncoder().withoutPadding().encodeToString(waiting.idHash());
		return this.jsonMapper.readValue(this.keyRing.decrypt(waiting.pendingGrant(), context(owner)),
				PendingGrant.class);
	}

	private static SecretContext context(String owner) {
		return new SecretContext("link", "pending_grant", owner);
	}

	/**
	 * A grant that waits.
	 *
	 * @param user whose it can become
	 * @param codeSecret the code
	 * @param expiresAt until when
	 */
	public record KeptGrant(CompanyUser user, String codeSecret, Instant expiresAt) {

		@Override
		public String toString() {
			return "KeptGrant[expiresAt=" + this.expiresAt + "]";
		}

	}

}
