using Microsoft.Playwright;

namespace Inkling.Web.Tests.Browser;

/// <summary>The system's Chromium, started once for all tests that need a browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The collection of the tests that share it, one after the other.</summary>
    public const string Collection = "browser";

    private const string Required = "INKLING_REQUIRE_BROWSER";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; without one the test is skipped, or fails where <c>INKLING_REQUIRE_BROWSER</c> is 1.</summary>
    public IBrowser Browser
    {
        get
        {
            string reason = $"There is no Chromium at {string.Join(", ", Places)}.";
            if (_browser is null && Environment.GetEnvironmentVariable(Required) == "1")
                Assert.Fail($"{reason} {Required} asks for one.");
            Assert.SkipWhen(_browser is null, reason);
            return _browser;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } program)
            return;

        _playwright = await Playwright.CreateAsync();

        // Its sandbox does not start for the root user, as whom containers run.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
