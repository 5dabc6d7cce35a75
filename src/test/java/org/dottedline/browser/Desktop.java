package org.dottedline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Chromium for all tests of a class, and people who sit in front of it. What a page complains of is a failure. */
public final class Desktop implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;
    private final String host;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, String> sessions = new HashMap<>();

    public Desktop(int port) {
        host = "http://localhost:" + port;
        Optional<Path> chromium = Chromium.find();
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(chromium.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        LaunchOptions launch = new LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-gpu"));
        chromium.ifPresent(launch::setExecutablePath);
        try {
            browser = playwright.chromium().launch(launch);
        } catch (RuntimeException none) {
            playwright.close();
            throw Chromium.none(none);
        }
    }

    public static NewContextOptions wide(ColorScheme scheme) {
        return new NewContextOptions().setViewportSize(1280, 900).setColorScheme(scheme);
    }

    public static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setColorScheme(ColorScheme.DARK);
    }

    /** A page of a person who has signed in, once for all their pages; a demo password is the login. */
    public Page signedIn(String login, NewContextOptions options) {
        options.setBaseURL(host);
        if (sessions.containsKey(login)) {
            return listened(browser.newContext(options.setStorageState(sessions.get(login))));
        }
        BrowserContext context = browser.newContext(options);
        Page page = listened(context);
        page.navigate("/sign-in");
        page.fill("input[name=username]", login);
        page.fill("input[name=password]", login);
        page.press("input[name=password]", "Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        sessions.put(login, context.storageState());
        return page;
    }

    /** A page of somebody who has not signed in. */
    public Page stranger(NewContextOptions options) {
        return listened(browser.newContext(options.setBaseURL(host)));
    }

    private Page listened(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.url() + ": " + response.status());
            }
        });
        return page;
    }

    /** What axe finds on a page in either scheme, which stays dark. It looks at styles in ways that our policy forbids a page; that is not the page's doing. */
    public List<String> violations(Page page) {
        int before = complaints.size();
        List<String> found = Axe.violations(page);
        page.evaluate("1");
        complaints.subList(before, complaints.size()).clear();
        return found;
    }

    /** Does what is to be refused, of which the browser complains. */
    void refused(Runnable action) {
        int before = complaints.size();
        action.run();
        complaints.subList(before, complaints.size()).clear();
    }

    /** Nothing that a page said in its console, no report of its content security policy, no failed answer. */
    public void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
