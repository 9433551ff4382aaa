package io.github.spotifygateway.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which addresses are within a range.
 */
class IpRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.7,10.0.0.7,true", "10.0.0.7,10.0.0.8,false", "10.0.0.0/24,10.0.0.255,true",
			"10.0.0.0/24,10.0.1.0,false", "10.0.0.9/30,10.0.0.8,true", "0.0.0.0/0,203.0.113.9,true",
			"0.0.0.0/0,2001:db8::1,false", "2001:db8::/32,2001:db8:ffff::1,true", "2001:db8::/32,2001:db9::1,false",
			"2001:db8::1,2001:DB8:0:0:0:0:0:1,true", "::1,127.0.0.1,false", "127.0.0.0/8,::ffff:127.0.0.9,true",
			"::ffff:10.0.0.7,10.0.0.7,true", "128.0.0.0/1,127.255.255.255,false", "fe80::/10,febf::1,true" })
	void containsWhatBeginsWithTheSameBits(String range, String address, boolean within) {
		assertThat(IpRange.parse(range).orElseThrow().contains(IpAddress.parse(address).orElseThrow()))
			.isEqualTo(within);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "localhost", "proxy.example", "10.0.0", "10.0.0.256", "010.0.0.1", "10.0.0.0/33",
			"2001:db8::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/24/8", "/24", "*", "10.0.0.*", "10.0.0.1 ", "1",
			"[2001:db8::1]", "fe80::1%eth0", "2001:db8::1::2", "10.0.0.1:80", "0x7f.0.0.1", "::ffff:10.0.0.0/104" })
	void nothingElseIsARange(String text) {
		assertThat(IpRange.parse(text)).isEmpty();
	}

	@Test
	void rangeOfOneAddressHasNoOther() {
		IpRange range = IpRange.parse("192.0.2.1/32").orElseThrow();
		assertThat(range.contains(IpAddress.parse("192.0.2.1").orElseThrow())).isTrue();
		assertThat(range.contains(IpAddress.parse("192.0.2.0").orElseThrow())).isFalse();
	}

}
