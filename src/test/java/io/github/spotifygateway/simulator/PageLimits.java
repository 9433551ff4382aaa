package io.github.spotifygateway.simulator;

/**
 * How many items a page has.
 *
 * @param standard how many when nobody asks
 * @param most how many at most
 */
record PageLimits(int standard, int most) {

	/** What lists have that say nothing else. */
	static final PageLimits USUAL = new PageLimits(20, 50);

	private static final PageLimits SHORT = new PageLimits(5, 10);

	/**
	 * Tells what searches and the albums of an artist have.
	 * @param app the app that asks
	 * @return much less for a new app in Development Mode
	 */
	static PageLimits ofDiscovery(RegisteredApp app) {
		return app.isNewDevelopmentMode() ? SHORT : USUAL;
	}

	int asked(Parameters query) {
		String limit = query.get("limit");
		return (limit != null) ? checked(limit) : this.standard;
	}

	private int checked(String limit) {
		int number = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
		if (number < 1 || number > this.most) {
			throw new WebApiRefusal("error-400-invalid-limit.json");
		}
		return number;
	}

}
