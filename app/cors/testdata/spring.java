// A server for each fix: the test writes the addresses and the fixes below.

import java.net.InetSocketAddress;
import java.util.List;

import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.core.Conventions;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.validation.MessageCodesResolver;
import org.springframework.validation.Validator;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.*;

class Main {
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < Addresses.PORTS.length; i++) {
            Class<?> fix = Class.forName("Fix" + i + "$AllowPage");
            AnnotationConfigWebApplicationContext site = new AnnotationConfigWebApplicationContext();
            site.setClassLoader(fix.getClassLoader()); // Java has just compiled it
            site.register(Site.class, Unextended.class, fix);
            ServletContextHandler handler = new ServletContextHandler();
            handler.addServlet(new ServletHolder(new DispatcherServlet(site)), "/");
            Server server = new Server(new InetSocketAddress(Addresses.HOST, Addresses.PORTS[i]));
            server.setHandler(handler);
            server.start();
        }
    }
}

/** What the fixes are added to. Like Spring Boot, it looks for a file where no controller has a path. */
@EnableWebMvc
@RestController
class Site implements WebMvcConfigurer {
    @RequestMapping("/")
    public void answer(HttpServletResponse response) {
        response.setHeader("X-Total", "1");
        response.setHeader("X-Other", "1");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/**").addResourceLocations("classpath:/static/");
    }
}

/**
 * Takes configurations as they are, where Spring would extend their classes so that beans are made once: Debian's cannot, because
 * its copy of cglib is newer than its copy of ASM. The one bean that is not as it should be then is left out; it writes links.
 */
class Unextended implements BeanDefinitionRegistryPostProcessor {
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        registry.removeBeanDefinition("mvcUriComponentsContributor");
        String kind = Conventions.getQualifiedAttributeName(ConfigurationClassPostProcessor.class, "configurationClass");
        for (String name : registry.getBeanDefinitionNames()) {
            registry.getBeanDefinition(name).setAttribute(kind, "lite");
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {}
}

/** Spring's own, with the default methods that it has from version 5 on. Debian's is version 4. */
interface WebMvcConfigurer extends org.springframework.web.servlet.config.annotation.WebMvcConfigurer {
    default void configurePathMatch(PathMatchConfigurer configurer) {}
    default void configureContentNegotiation(ContentNegotiationConfigurer configurer) {}
    default void configureAsyncSupport(AsyncSupportConfigurer configurer) {}
    default void configureDefaultServletHandling(DefaultServletHandlerConfigurer configurer) {}
    default void addFormatters(FormatterRegistry registry) {}
    default void addInterceptors(InterceptorRegistry registry) {}
    default void addResourceHandlers(ResourceHandlerRegistry registry) {}
    default void addCorsMappings(CorsRegistry registry) {}
    default void addViewControllers(ViewControllerRegistry registry) {}
    default void configureViewResolvers(ViewResolverRegistry registry) {}
    default void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {}
    default void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {}
    default void configureMessageConverters(List<HttpMessageConverter<?>> converters) {}
    default void extendMessageConverters(List<HttpMessageConverter<?>> converters) {}
    default void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {}
    default void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {}
    default Validator getValidator() { return null; }
    default MessageCodesResolver getMessageCodesResolver() { return null; }
}
