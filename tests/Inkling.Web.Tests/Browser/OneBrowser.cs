namespace Inkling.Web.Tests.Browser;

/// <summary>The tests that share a browser.</summary>
[CollectionDefinition(Chromium.Collection)]
public sealed class OneBrowser : ICollectionFixture<Chromium>;
