package io.github.spotifygateway.login;

import io.github.spotifygateway.web.PublicUrl;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says at the start what must stand in Spotify's dashboard, to the letter.
 */
class RedirectUriAnnouncement implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(RedirectUriAnnouncement.class);

	private final PublicUrl publicUrl;

	RedirectUriAnnouncement(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		logger.info("Open " + this.publicUrl.resolve("/") + " - redirect URI to register in Spotify's dashboard: "
				+ this.publicUrl.redirectUri());
	}

}
